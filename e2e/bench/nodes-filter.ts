import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { GridView } from '@/lib/schemas/views'
import { launchBrowser } from '../fixtures/browser'
import { Api } from '../fixtures/api'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { signIn } from '../fixtures/test'
import { listingExplorer } from './listing-explorer'
import { kib, median, ms, must, report } from './report'

const NODES = 10_000
const explorer = await listingExplorer(NODES)

/** How many nodes a text finds, counted here and not by the page. */
function expectedCount(text: string): number {
  return explorer.nodes.filter(({ location, node_id, farm_id }) =>
    `${location.city} ${location.country} farm-${farm_id} ${node_id}`.toLowerCase().includes(text),
  ).length
}

interface Watch {
  start: number
  shown: string
}

/**
 * Milliseconds from a key's event until the frame that shows the count of exactly what the text finds has been painted:
 * the list and its count are drawn together, so a count that is still the old one means an old list.
 */
async function timeKey(page: Page, key: string, count: number): Promise<number> {
  await page.evaluate(() => {
    const watch: Watch = { start: 0, shown: '' }
    Object.assign(window, { watch })
    const onKey = () => {
      watch.start = performance.now()
    }
    window.addEventListener('keydown', onKey, { capture: true, once: true })
  })
  const painted = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const foot = document.querySelector('footer [role=status]')
        const deadline = performance.now() + 5000
        const look = () => {
          const { watch } = window as unknown as { watch: Watch }
          const shown = Number((foot?.querySelector('b')?.textContent ?? '').replace(/\D/g, ''))
          if (watch.start > 0 && shown === wanted) {
            // A message sent from a frame's callback arrives after that frame is painted.
            const channel = new MessageChannel()
            channel.port1.onmessage = () => resolve(performance.now() - watch.start)
            channel.port2.postMessage(null)
          } else if (performance.now() > deadline)
            reject(new Error(`${shown} shown, not ${wanted}`))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    count,
  )
  await page.getByRole('searchbox').first().press(key)
  return painted
}

const WORDS = ['ghent', 'vienna', 'farm-7']

/** Types each word and takes it away again; the page's own count is checked at every key. */
async function typeWords(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const word of WORDS) {
    for (let length = 1; length <= word.length; length++)
      times.push(await timeKey(page, word[length - 1] ?? '', expectedCount(word.slice(0, length))))
    for (let length = word.length - 1; length >= 0; length--)
      times.push(await timeKey(page, 'Backspace', expectedCount(word.slice(0, length))))
  }
  return times
}

/** Bytes of the page's document as they travel, and milliseconds until the server has sent them. */
async function weigh(url: string, cookie: string) {
  const start = performance.now()
  const response = await fetch(`${url}/nodes`, { headers: { cookie } })
  const text = await response.text()
  must(response.ok, 'the page answers')
  return {
    bytes: Buffer.byteLength(text),
    packed: gzipSync(text).length,
    took: performance.now() - start,
  }
}

const cockpit = await startCockpit({ nodes: 0, env: READY_ENV })
const browser = await launchBrowser()
try {
  const api = new Api(cockpit.url)
  await api.call<GridView>('POST', 'grids', { name: 'big', url: explorer.url })
  await api.until('ten thousand nodes', async () => (await api.nodes()).length >= NODES, 120)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // The loader names functions with a helper that a browser does not have.
  await context.addInitScript('globalThis.__name = (value) => value')
  const page = await context.newPage()
  await signIn(page, cockpit.url)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const loads = [
    await weigh(cockpit.url, cookie),
    await weigh(cockpit.url, cookie),
    await weigh(cockpit.url, cookie),
  ]
  await page.goto(`${cockpit.url}/nodes`)
  await page.getByRole('searchbox').first().waitFor()
  await page.waitForTimeout(1500)
  await typeWords(page)
  const times = await typeWords(page)
  report('10 000 nodes, keystroke to painted list', {
    keys: times.length,
    median: ms(median(times)),
    worst: ms(Math.max(...times)),
  })
  const overview = performance.now()
  await (await fetch(cockpit.url, { headers: { cookie } })).text()
  report('10 000 nodes, pages', {
    document: kib(loads[0]?.bytes ?? 0),
    gzip: kib(loads[0]?.packed ?? 0),
    'served in': ms(median(loads.map(({ took }) => took))),
    'overview in': ms(performance.now() - overview),
  })
} finally {
  await browser.close()
  await cockpit.stop()
  explorer.close()
}
