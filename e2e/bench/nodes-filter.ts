import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { identityFromSeed } from '@/lib/crypto/identity'
import type { GridView } from '@/lib/schemas/views'
import { launchBrowser } from '../fixtures/browser'
import { Api } from '../fixtures/api'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { signIn } from '../fixtures/test'
import { median, ms, must, report } from './report'

const NODES = 10_000
const CITIES = ['Ghent', 'Vienna', 'Oslo', 'Toronto', 'Lisbon', 'Kigali', 'Singapore', 'Austin']

/** A grid big enough to hurt: an explorer that only lists. */
function bigExplorer(): Promise<{ url: string; close(): void }> {
  const zero = { cru: 0, mru: 0, hru: 0, sru: 0 }
  const nodes = Array.from({ length: NODES }, (_, index) => ({
    node_id: identityFromSeed(randomBytes(32)).id,
    node_id_v1: '',
    farm_id: 1 + (index % 40),
    os_version: 'v1',
    created: 1_700_000_000,
    updated: Math.floor(Date.now() / 1000),
    uptime: index,
    address: '',
    location: {
      city: CITIES[index % CITIES.length],
      country: 'Belgium',
      continent: 'Europe',
      latitude: 51,
      longitude: 3,
    },
    total_resources: { cru: 4 + (index % 60), mru: 16, hru: 0, sru: 512 },
    used_resources: zero,
    reserved_resources: zero,
    proofs: null,
    ifaces: null,
    public_config: null,
    wg_ports: null,
    approved: false,
    public_key_hex: '',
  }))
  const farms = Array.from({ length: 40 }, (_, index) => ({
    id: index + 1,
    name: `farm-${index + 1}`,
  }))
  const server = http.createServer((request, response) => {
    const answer = request.url === '/nodes' ? nodes : request.url === '/farms' ? farms : null
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(answer ?? { Error: 'not found' })}\n`)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() })
    }),
  )
}

const explorer = await bigExplorer()
const cockpit = await startCockpit({ nodes: 0, env: READY_ENV })
const browser = await launchBrowser()
try {
  const api = new Api(cockpit.url)
  await api.call<GridView>('POST', 'grids', { name: 'big', url: explorer.url })
  await api.until('ten thousand nodes', async () => (await api.nodes()).length >= NODES, 120)
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage()
  await signIn(page, cockpit.url)
  await page.goto(`${cockpit.url}/nodes`)
  const search = page.getByRole('searchbox').first()
  await search.waitFor()
  const times: number[] = []
  for (const key of ['g', 'h', 'e', 'n', 't', 'Backspace', 'Backspace', 'n', 't']) {
    const start = await page.evaluate(() => performance.now())
    await search.press(key)
    const painted = await page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
        ),
    )
    times.push(painted - start)
  }
  await page.waitForTimeout(500)
  const shown = (await page.locator('body').innerText()).replace(/\s/g, '')
  must(shown.includes('1250of10000'), 'the list shows exactly the matching eighth')
  report('10 000 nodes, keystroke to painted list', {
    median: ms(median(times)),
    worst: ms(Math.max(...times)),
  })
} finally {
  await browser.close()
  await cockpit.stop()
  explorer.close()
}
