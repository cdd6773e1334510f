import { mkdir, readFile } from 'node:fs/promises'
import type { Browser, BrowserContext } from '@playwright/test'
import type { NetworkView, NodeView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { launchBrowser } from './fixtures/browser'
import { type Cockpit, READY_ENV, startCockpit } from './fixtures/cockpit'
import { joinedContext } from './fixtures/team'
import { signIn } from './fixtures/test'
import { DesignerPage } from './pages/designer-page'

const FOLDER = process.env['SCREENSHOT_DIR'] ?? 'docs/pictures'
const TEXTS = ['README.md', 'docs/model.md', 'docs/proof.md']
const SHOWN = (await Promise.all(TEXTS.map((file) => readFile(file, 'utf8')))).join('\n')
/** The project keeps the pictures its texts show; a folder of one's own gets every page. */
const isWanted = (name: string) =>
  process.env['SCREENSHOT_DIR'] !== undefined || SHOWN.includes(`pictures/${name}.png`)
const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

const pick = (nodes: NodeView[], kind: NodeView['endpointClass'], count: number) =>
  nodes.filter((node) => node.freshness === 'up' && node.endpointClass === kind).slice(0, count)

/** A network that is live and one that is being drawn, as after an afternoon of work. */
async function furnish(api: Api) {
  const nodes = await api.waitForNodes(23)
  const identity = await api.createIdentity('deploy-main')
  const [gateway, second] = pick(nodes, 'dual', 2)
  const [hidden] = pick(nodes, 'hidden', 1)
  const [plain] = pick(nodes, 'ipv4', 1)
  const [six] = pick(nodes, 'ipv6', 1)
  const ids = [gateway, second, hidden, plain].flatMap((node) => (node ? [node.nodeId] : []))
  const live = await api.deploy('harbor', '10.52.0.0/16', ids, identity.id, '14d')
  await api.call('POST', `networks/${live.network.id}/devices`, {
    name: 'ada-laptop',
    accessNodeId: gateway?.nodeId,
  })
  await api.apply(live.network.id, identity.id)
  const draft = await api.call<NetworkView>('POST', 'networks', {
    name: 'kestrel',
    range: '10.40.0.0/16',
    nodeIds: [gateway, hidden, plain, six].flatMap((node) => (node ? [node.nodeId] : [])),
    identityId: identity.id,
  })
  await api.call('POST', `networks/${draft.id}/devices`, {
    name: 'ci-runner',
    accessNodeId: gateway?.nodeId,
  })
  const reservation = (await api.reservations())[0]
  const k3s = await api.createCluster('harbor-k3s', live.network.id, ids.slice(0, 3))
  const { id: clusterOperation } = await api.applyCluster(k3s.id, identity.id)
  const planned = await api.createCluster(
    'kestrel-k3s',
    draft.id,
    draft.design.resources.slice(0, 3).map(({ nodeId }) => nodeId),
  )
  if (!gateway) throw new Error('The simulated farm has a dual-stack node.')
  const compare = [gateway, hidden, plain].flatMap((node) => (node ? [node.nodeId] : []))
  return {
    node: gateway,
    compare,
    live: live.network.id,
    draft: draft.id,
    operation: live.operation.id,
    cluster: k3s.id,
    clusterOperation,
    planned: planned.id,
    reservation,
  }
}

const PAGES = (ids: Awaited<ReturnType<typeof furnish>>) => ({
  overview: '/',
  nodes: `/nodes?node=${ids.node.nodeId}`,
  'nodes-map': '/nodes?view=map&status=up,late',
  compare: `/nodes?compare=${ids.compare.join(',')}`,
  farms: '/farms',
  farm: `/farms/${ids.node.gridId}/${ids.node.farmId}`,
  networks: '/networks',
  designer: `/networks/${ids.draft}`,
  review: `/networks/${ids.draft}/review`,
  progress: `/operations/${ids.operation}`,
  files: `/networks/${ids.live}/files`,
  clusters: '/clusters',
  'new-cluster': `/clusters/new?network=${ids.live}`,
  cluster: `/clusters/${ids.cluster}`,
  'edit-machines': `/clusters/${ids.cluster}/edit?add=worker`,
  'cluster-review': `/clusters/${ids.planned}/review`,
  'cluster-progress': `/operations/${ids.clusterOperation}`,
  reservations: '/reservations',
  reservation: `/reservations/${ids.reservation?.id}`,
  'all-files': '/files',
  'ssh-keys': '/ssh-keys',
  'quick-start': '/quick-start',
  elsewhere: '/discovery',
  workload: '/workloads/new?type=container',
  identities: '/identities',
  settings: '/settings',
  team: '/settings/team',
  tokens: '/settings/tokens',
  sessions: '/settings/sessions',
  audit: '/audit',
})

async function shoot(
  context: BrowserContext,
  cockpit: Cockpit,
  pages: Record<string, string>,
  suffix: string,
) {
  const page = await context.newPage()
  for (const [name, path] of Object.entries(pages)) {
    if (!isWanted(name)) continue
    await page.goto(cockpit.url + path, { waitUntil: 'load' })
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `${FOLDER}/${name}${suffix}.png` })
  }
  await page.close()
}

/** What one asks of a design: a trace, what if its router were off, a proof where this machine can give one. */
async function shootStudies(context: BrowserContext, cockpit: Cockpit, networkId: string) {
  const page = await context.newPage()
  const snap = (name: string) => page.screenshot({ path: `${FOLDER}/${name}.png` })
  await page.goto(`${cockpit.url}/networks/${networkId}`)
  const designer = new DesignerPage(page)
  const cards = page.locator('.ds-card')
  await cards.nth(3).waitFor()
  await page.getByRole('button', { name: /^Trace\b/ }).click()
  await cards.nth(1).click()
  await cards.nth(3).click()
  await page.waitForTimeout(800)
  await snap('trace')
  await page.keyboard.press('m')
  await page.keyboard.press('w')
  const first = designer.whatIf.getByRole('region', { name: 'Single points of failure' })
  await first.getByRole('button').first().click()
  await page.waitForTimeout(800)
  await snap('what-if')
  await designer.whatIf.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Prove by booting' }).click()
  await designer.dock.getByText(/^Proven on /).waitFor({ timeout: 120_000 })
  await page.waitForTimeout(800)
  await snap('proof')
  await page.close()
}

async function signedIn(
  browser: Browser,
  cockpit: Cockpit,
  colorScheme: 'dark' | 'light',
  phone = false,
) {
  const context = await browser.newContext({
    viewport: phone ? PHONE : DESKTOP,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Brussels',
    hasTouch: phone,
  })
  const page = await context.newPage()
  await signIn(page, cockpit.url)
  await page.close()
  return context
}

await mkdir(FOLDER, { recursive: true })
const cockpit = await startCockpit({ env: { ...READY_ENV, COCKPIT_PROVE: '1' } })
const empty = await startCockpit({ nodes: 0 })
const browser = await launchBrowser()
try {
  const ids = await furnish(new Api(cockpit.url))
  const pages = PAGES(ids)
  const dark = await signedIn(browser, cockpit, 'dark')
  await shoot(dark, cockpit, pages, '')
  await shootStudies(dark, cockpit, ids.draft)
  const strangers = await browser.newContext({ viewport: DESKTOP, colorScheme: 'dark' })
  await shoot(strangers, empty, { 'first-start': '/setup' }, '')
  await shoot(strangers, cockpit, { 'sign-in': '/sign-in', join: '/join#no-such-code' }, '')
  const viewer = await joinedContext(browser, dark, {
    url: cockpit.url,
    role: 'viewer',
    options: { viewport: DESKTOP, colorScheme: 'dark' },
  })
  await shoot(viewer, cockpit, { forbidden: '/audit', 'team-viewer': '/settings/team' }, '')
  if (process.argv.includes('--all')) {
    await shoot(await signedIn(browser, cockpit, 'light'), cockpit, pages, '-light')
    await shoot(await signedIn(browser, cockpit, 'dark', true), cockpit, pages, '-mobile')
    await shoot(await signedIn(browser, cockpit, 'light', true), cockpit, pages, '-mobile-light')
  }
} finally {
  await browser.close()
  await cockpit.stop()
  await empty.stop()
}
