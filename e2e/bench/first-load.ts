import { gzipSync } from 'node:zlib'
import { launchBrowser } from '../fixtures/browser'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { Api } from '../fixtures/api'
import { signIn } from '../fixtures/test'
import { kib, must, report } from './report'

const cockpit = await startCockpit({ env: READY_ENV })
const browser = await launchBrowser()
try {
  await new Api(cockpit.url).waitForNodes(20)
  const network = await new Api(cockpit.url).call<{ id: string }>('POST', 'networks', {
    name: 'bench',
    range: '10.60.0.0/16',
  })
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, cockpit.url)
  const paths = [
    ...['/', '/nodes', '/farms', '/networks', '/clusters', '/clusters/new', '/quick-start'],
    ...['/reservations', '/discovery', '/workloads/new', '/files', '/identities', '/ssh-keys'],
    ...['/settings', '/settings/team', '/settings/tokens', '/settings/sessions', '/audit'],
  ]
  const designer = `/networks/${network.id}`
  const sizes: Record<string, string> = {}
  for (const path of [...paths, designer]) {
    const fresh = await context.newPage()
    let bytes = 0
    const pending: Promise<void>[] = []
    fresh.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      pending.push(response.body().then((body) => void (bytes += gzipSync(body).length)))
    })
    await fresh.goto(cockpit.url + path, { waitUntil: 'load' })
    await fresh.waitForTimeout(500)
    await Promise.all(pending)
    must(bytes > 10_000, `${path} loads scripts`)
    sizes[path === designer ? 'designer' : path] = kib(bytes)
    await fresh.close()
  }
  report('first-load JavaScript, gzip', sizes)
} finally {
  await browser.close()
  await cockpit.stop()
}
