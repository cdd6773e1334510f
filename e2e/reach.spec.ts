import type { Page } from '@playwright/test'
import type { NetworkView, NodeView } from '@/lib/schemas/views'
import type { Api } from './fixtures/api'
import { expect, test } from './fixtures/test'
import { DesignerPage } from './pages/designer-page'

/** Nodes that are up, of one endpoint class, no city twice. */
async function nodesOf(api: Api, kind: NodeView['endpointClass'], count: number) {
  const nodes = (await api.nodes()).filter(
    (node) => node.freshness === 'up' && node.endpointClass === kind,
  )
  const byCity = [...new Map(nodes.map((node) => [node.city, node])).values()]
  expect(byCity.length).toBeGreaterThanOrEqual(count)
  return byCity.slice(0, count)
}

async function open(page: Page, url: string, api: Api, name: string, nodes: readonly NodeView[]) {
  const network = await api.call<NetworkView>('POST', 'networks', {
    name,
    range: '10.61.0.0/16',
    nodeIds: nodes.map(({ nodeId }) => nodeId),
  })
  await page.goto(`${url}/networks/${network.id}`)
  const designer = new DesignerPage(page)
  for (const { city } of nodes) await expect(designer.card(city)).toBeVisible()
  return designer
}

async function expectLit(page: Page, designer: DesignerPage, headline: RegExp) {
  await expect(designer.tracePanel.getByRole('status')).toContainText(headline)
  await expect(page.locator('.ds-edge.is-lit').first()).toBeVisible()
}

test('doubled allowed IPs (D1) are told in words, solved with one click, and the path lights up', async ({
  owner: page,
  cockpit,
  api,
}) => {
  const [dark, far] = await nodesOf(api, 'hidden', 2)
  const [router, other] = await nodesOf(api, 'dual', 2)
  if (!dark || !far || !router || !other) throw new Error('The farm has these nodes.')
  const designer = await open(page, cockpit.url, api, 'reach-d1', [dark, router, other, far])

  await page.getByRole('button', { name: 'Peer modes' }).click()
  await expect(designer.dock.getByText(/tfuser’s peers would lose 1 pair/)).toBeVisible()
  await designer.dock.getByRole('button', { name: 'Use tfuser’s peers' }).click()
  await expect(designer.dock.getByText(/dropped on arrival/)).toBeVisible()
  await page.getByRole('button', { name: /^Problems/ }).click()
  const problem = designer.problem(/WireGuard keeps only the last, so the packets of 1 pair vanish/)
  await expect(problem).toContainText(other.city)

  await designer.trace(dark.city, other.city)
  await expect(designer.tracePanel.getByText(/drops it on arrival/)).toBeVisible()
  await expect(designer.tracePanel.getByText('stops here')).toBeVisible()

  await problem.getByRole('button', { name: 'Use safe peers', exact: true }).click()
  await expect(problem).toBeHidden()
  await designer.trace(dark.city, other.city)
  await expectLit(page, designer, /Delivered, 1 hop/)
})

test('a family the access node lacks (D4) and a hidden access node (D5) are told and solved', async ({
  owner: page,
  cockpit,
  api,
}) => {
  const [four] = await nodesOf(api, 'ipv4', 1)
  const [dual] = await nodesOf(api, 'dual', 1)
  if (!four || !dual) throw new Error('The farm has these nodes.')
  const designer = await open(page, cockpit.url, api, 'reach-d4', [four, dual])
  await designer.addLaptop('reach-laptop')
  await page.getByLabel('Joins through').selectOption(four.nodeId)

  await test.step('D4', async () => {
    await page.getByRole('radio', { name: 'IPv6' }).check()
    const problem = designer.problem(/has no public IPv6 address/)
    await expect(problem).toContainText('reach-laptop')
    await designer.trace('reach-laptop', dual.city)
    await expect(
      designer.tracePanel.getByText(/Neither .* has an address of the other/),
    ).toBeVisible()
    await designer.tracePanel.getByRole('button', { name: 'Use IPv4', exact: true }).click()
    await expect(problem).toBeHidden()
    await designer.trace('reach-laptop', dual.city)
    await expectLit(page, designer, /Delivered, 2 hops/)
    await page.keyboard.press('Escape')
  })

  await test.step('D5', async () => {
    await designer.card(four.city).click()
    await page.getByRole('switch', { name: 'Treat as hidden' }).click()
    const problem = designer.problem(/is hidden and cannot be dialled/)
    await expect(problem).toContainText('reach-laptop')
    await problem.getByRole('button', { name: new RegExp(`^Dial ${dual.city}`) }).click()
    await expect(problem).toBeHidden()
    await designer.trace('reach-laptop', four.city)
    await expectLit(page, designer, /Delivered, 2 hops/)
  })
})

test('a missing router is told, added with one click, and what-if shows what hangs on it', async ({
  owner: page,
  cockpit,
  api,
}) => {
  const [dark, far] = await nodesOf(api, 'hidden', 2)
  if (!dark || !far) throw new Error('The farm has two hidden nodes.')
  const designer = await open(page, cockpit.url, api, 'reach-router', [dark, far])

  const problem = designer.problem(/hidden nodes need a node with a public IPv4 address/)
  await expect(problem).toContainText(dark.city)
  await problem.getByRole('button', { name: /^Add / }).click()
  await expect(problem).toBeHidden()
  await expect(designer.canvas.getByRole('article')).toHaveCount(3)
  await designer.trace(dark.city, far.city)
  await expectLit(page, designer, /Delivered, 2 hops/)
  await expect(designer.tracePanel.getByText('decides').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await test.step('the router off: the pair is lost, the design as it was', async () => {
    await page.keyboard.press('m')
    await page.keyboard.press('w')
    await expect(designer.dock.getByText('all 3 pairs connected')).toBeVisible()
    await designer.whatIf.getByRole('switch').last().scrollIntoViewIfNeeded()
    await designer.whatIf
      .getByRole('region', { name: 'Single points of failure' })
      .getByRole('button')
      .first()
      .click()
    await expect(designer.dock.getByText('3 of 3 pairs lost')).toBeVisible()
    await designer.dock
      .getByRole('button', { name: new RegExp(`^${dark.city}.* to ${far.city}.*: lost now`) })
      .click()
    await expect(designer.tracePanel.getByText(/is switched off/)).toBeVisible()
    await designer.whatIf.getByRole('button', { name: 'Reset' }).click()
    await expectLit(page, designer, /Delivered, 2 hops/)
    await designer.whatIf.getByRole('button', { name: 'Close' }).click()
    await expect(designer.palette).toBeVisible()
  })
})
