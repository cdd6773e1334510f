import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test'

async function expectNoFaults(page: Page, name: string) {
  // Colours fade in; contrast is judged on what stays.
  await page.waitForTimeout(400)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const faults = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' | ')}`,
  )
  expect(faults, name).toEqual([])
}

for (const colorScheme of ['dark', 'light'] as const)
  test(`every page is free of accessibility faults, ${colorScheme}`, async ({
    owner: page,
    cockpit,
    api,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme })
    const nodes = await api.waitForNodes(23)
    const pick = (kind: string) => nodes.find((one) => one.endpointClass === kind)?.nodeId ?? ''
    const identity = await api.createIdentity(`axe-${colorScheme}`)
    const { network, operation } = await api.deploy(
      `axe-${colorScheme}`,
      '10.83.0.0/16',
      [pick('dual'), pick('hidden')],
      identity.id,
    )
    await api.call('POST', `networks/${network.id}/devices`, {
      name: 'laptop',
      accessNodeId: pick('dual'),
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
      `/operations/${operation.id}`,
      '/reservations',
      `/reservations/${reservation?.id}`,
      '/files',
      '/ssh-keys',
      '/identities',
      '/settings',
      '/no-such-page',
    ]
    for (const path of paths) {
      await page.goto(cockpit.url + path)
      await expect(page.getByRole('main').first()).toBeVisible()
      await expectNoFaults(page, path)
    }
  })

test('the doors are free of accessibility faults', async ({ page, cockpit }) => {
  await page.goto(`${cockpit.url}/sign-in`)
  await expectNoFaults(page, '/sign-in')
})
