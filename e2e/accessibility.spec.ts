import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { joinedContext } from './fixtures/team'
import type { ClusterView } from '@/lib/schemas/clusters'
import { expect, test } from './fixtures/test'

async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' | ')}`)
}

/** Colours fade into the other scheme, and a live page's refresh takes its title away for a moment: what stays is a fault. */
async function expectNone(page: Page, rules: string[] | null, name: string) {
  const look = () => {
    // No frames here, so it may run in the page itself; and only faults are described.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    return faultsOf(rules ? axe.withRules(rules) : axe)
  }
  // The title of a page that streams comes with its data.
  await expect(page).toHaveTitle(/\S/)
  if ((await look()).length === 0) return
  await page.waitForTimeout(500)
  await expect(page).toHaveTitle(/\S/)
  expect(await look(), name).toEqual([])
}

/** Every rule in dark; only colours differ in light, so there only contrast is judged. */
async function expectNoFaults(page: Page, name: string) {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectNone(page, null, name)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.waitForTimeout(200)
  await expectNone(page, ['color-contrast'], `${name}, light`)
}

test('every page is free of accessibility faults, dark and light', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const nodes = await api.waitForNodes(23)
  const pick = (kind: string) => nodes.find((one) => one.endpointClass === kind)?.nodeId ?? ''
  const identity = await api.createIdentity('axe')
  const { network, operation } = await api.deploy(
    'axe',
    '10.83.0.0/16',
    [pick('dual'), pick('hidden')],
    identity.id,
  )
  await api.call('POST', `networks/${network.id}/devices`, {
    name: 'laptop',
    accessNodeId: pick('dual'),
  })
  const cluster = await api.createCluster('axe-k3s', network.id, [pick('dual')])
  await api.applyCluster(cluster.id, identity.id)
  const { machineList, revision, sshKeys } = await api.call<ClusterView>(
    'GET',
    `clusters/${cluster.id}`,
  )
  await api.call('PUT', `clusters/${cluster.id}`, {
    revision,
    machines: [
      ...machineList.map(({ nodeId, role, ip }) => ({ nodeId, role, ip, size: 1 })),
      { nodeId: pick('hidden'), role: 'worker', size: 1 },
    ],
    sshKeys: sshKeys.map(({ line }) => line),
  })
  const reservation = (await api.reservations()).find((one) => one.networkId === network.id)
  const first = nodes[0]
  const paths = [
    '/',
    '/nodes',
    `/nodes?node=${first?.nodeId}`,
    `/nodes/${first?.gridId}/${first?.nodeId}`,
    '/nodes?view=map&endpoint=dual&cpu=many',
    `/nodes?compare=${pick('dual')},${pick('hidden')}`,
    '/farms',
    `/farms/${first?.gridId}/${first?.farmId}`,
    '/networks',
    `/networks/${network.id}`,
    `/networks/${network.id}/review`,
    `/networks/${network.id}/files`,
    '/clusters',
    '/clusters/new',
    `/clusters/new?network=${network.id}`,
    `/clusters/${cluster.id}`,
    `/clusters/${cluster.id}/edit?add=worker`,
    `/clusters/${cluster.id}/review`,
    `/operations/${operation.id}`,
    '/reservations',
    `/reservations/${reservation?.id}`,
    '/discovery',
    ...['container', 'volume', 'zdb', 'debug'].map((type) => `/workloads/new?type=${type}`),
    '/files',
    '/ssh-keys',
    '/quick-start',
    '/identities',
    '/settings',
    '/settings/api',
    '/settings/team',
    '/settings/tokens',
    '/settings/sessions',
    '/settings/about',
    '/audit',
    '/no-such-page',
  ]
  for (const path of paths) {
    await page.goto(cockpit.url + path)
    // By name, not role: an open dialog takes the page behind it out of the roles.
    await expect(page.locator('main').first(), path).toBeVisible()
    await expectNoFaults(page, path)
  }
})

test('the doors are free of accessibility faults', async ({ page, cockpit }) => {
  await page.goto(`${cockpit.url}/sign-in`)
  await expectNoFaults(page, '/sign-in')
  await page.goto(`${cockpit.url}/join#no-such-code`)
  await expect(page.getByText('This link does not work')).toBeVisible()
  await expectNoFaults(page, '/join')
})

test('what a viewer sees is free of accessibility faults, the 403 page too', async ({
  owner,
  cockpit,
  browser,
}) => {
  const context = await joinedContext(browser, owner.context(), {
    url: cockpit.url,
    role: 'viewer',
  })
  const page = await context.newPage()
  for (const path of ['/audit', '/settings/team', '/settings/tokens', '/identities']) {
    await page.goto(cockpit.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expectNoFaults(page, `${path} as viewer`)
  }
  await context.close()
})
