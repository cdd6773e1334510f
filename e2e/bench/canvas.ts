import type { Browser, Page } from '@playwright/test'
import type { GridView, NetworkView } from '@/lib/schemas/views'
import { Api } from '../fixtures/api'
import { launchBrowser } from '../fixtures/browser'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { signIn } from '../fixtures/test'
import { listingExplorer } from './listing-explorer'
import { median, ms, must, report } from './report'

const NODES = 250
const DRAG_STEPS = 60

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  pid: number
  tid: number
  args?: { name?: string; data?: { type?: string } }
}

/** Main-thread work of each frame in which the mouse moved, milliseconds: tasks between the frame's begin and the next. */
function workPerFrame(events: readonly TraceEvent[]): number[] {
  const [thread] = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .sort((a, b) => tasksOf(events, b).length - tasksOf(events, a).length)
  must(thread !== undefined, 'the trace has a main thread')
  const tasks = tasksOf(events, thread)
  const frames = events
    .filter(({ name, pid }) => name === 'BeginMainThreadFrame' && pid === thread.pid)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b)
  const moves = events.filter(
    ({ name, pid, args }) =>
      name === 'EventDispatch' && pid === thread.pid && args?.data?.type === 'mousemove',
  )
  return frames.slice(0, -1).flatMap((begin, index) => {
    const end = frames[index + 1] ?? begin
    const isInside = ({ ts }: TraceEvent) => ts >= begin && ts < end
    if (!moves.some(isInside)) return []
    return [tasks.filter(isInside).reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000]
  })
}

const tasksOf = (events: readonly TraceEvent[], { pid, tid }: { pid: number; tid: number }) =>
  events.filter((event) => event.name === 'RunTask' && event.pid === pid && event.tid === tid)

/** Drags one card across the canvas and answers the work of each frame meanwhile. */
async function drag(browser: Browser, page: Page): Promise<number[]> {
  const card = page.locator('.react-flow__node').first()
  const before = await card.boundingBox()
  must(before !== null, 'a card is there to drag')
  const [x, y] = [before.x + before.width / 2, before.y + 12]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 5, y + 5)
  await browser.startTracing(page, {
    categories: [
      'toplevel',
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'disabled-by-default-devtools.timeline.frame',
      'devtools.timeline.frame',
      '__metadata',
    ],
  })
  for (let step = 1; step <= DRAG_STEPS; step += 1) {
    await page.mouse.move(x + 5 + step * 4, y + 5 + step * 2)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  await page.mouse.up()
  const after = await card.boundingBox()
  must(after !== null && after.x - before.x > DRAG_STEPS, 'the card followed the mouse')
  return workPerFrame(trace.traceEvents)
}

/** Opens a network and answers how long after the document the last of its cards was painted. */
async function open(page: Page, url: string, id: string, cards: number): Promise<number> {
  await page.goto(`${url}/networks/${id}`)
  const painted = await page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const look = () =>
          document.querySelectorAll('.react-flow__node').length >= count
            ? requestAnimationFrame(() => resolve(performance.now()))
            : requestAnimationFrame(look)
        look()
      }),
    cards,
  )
  const responded = await page.evaluate(
    () =>
      (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd,
  )
  return painted - responded
}

const explorer = await listingExplorer(NODES)
const cockpit = await startCockpit({ nodes: 0, env: READY_ENV })
const browser = await launchBrowser()
try {
  const api = new Api(cockpit.url)
  const grid = await api.call<GridView>('POST', 'grids', { name: 'big', url: explorer.url })
  await api.until(`${NODES} nodes`, async () => (await api.nodes()).length >= NODES, 120)
  const ids = explorer.nodes.map(({ node_id }) => node_id)
  const make = (name: string, count: number, range: string) =>
    api.call<NetworkView>('POST', 'networks', {
      name,
      range,
      gridId: grid.id,
      nodeIds: ids.slice(0, count),
    })
  const [small, middle, large] = [
    await make('ten', 10, '10.81.0.0/16'),
    await make('hundred', 100, '10.82.0.0/16'),
    await make('all', NODES, '10.83.0.0/16'),
  ]
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // The program's translation names functions through a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (value) => value')
  const page = await context.newPage()
  await signIn(page, cockpit.url)
  await open(page, cockpit.url, small.id, 10)
  const opened = { 10: await open(page, cockpit.url, small.id, 10), 250: 0 }
  opened[250] = await open(page, cockpit.url, large.id, NODES)
  report('layout and drawing, from the document to the last card painted', {
    '250 nodes': ms(opened[250]),
    '10 nodes': ms(opened[10]),
    ratio: `${(opened[250] / opened[10]).toFixed(1)} ×`,
  })
  await open(page, cockpit.url, small.id, 10)
  const few = await drag(browser, page)
  await open(page, cockpit.url, middle.id, 100)
  const many = await drag(browser, page)
  must(many.length >= DRAG_STEPS / 2, `enough frames were drawn (${many.length})`)
  must(median(few) > 0, 'the trace tells the work of a frame')
  report('dragging a card, main-thread work per frame', {
    '100 nodes, median': ms(median(many)),
    '10 nodes, median': ms(median(few)),
    ratio: `${(median(many) / median(few)).toFixed(1)} ×`,
    frames: many.length,
  })
} finally {
  await browser.close()
  await cockpit.stop()
  explorer.close()
}
