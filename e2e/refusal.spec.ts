import { expect, test } from '@playwright/test'
import type { NetworkView, OperationView, PlanView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { READY_ENV, startCockpit } from './fixtures/cockpit'
import { signIn } from './fixtures/test'

test('a node that refuses is named with its own sentence, and the design is kept', async ({
  page,
}) => {
  const cockpit = await startCockpit({
    nodes: 4,
    farmArgs: ['--failure-rate', '1'],
    env: READY_ENV,
  })
  try {
    const api = new Api(cockpit.url)
    const nodes = await api.waitForNodes(4)
    const identity = await api.createIdentity('refused')
    const network = await api.call<NetworkView>('POST', 'networks', {
      name: 'refused',
      range: '10.82.0.0/16',
      nodeIds: nodes.filter((node) => node.endpointClass === 'dual').map((node) => node.nodeId),
    })
    const plan = await api.call<PlanView>('GET', `networks/${network.id}/plan?duration=2h`)
    const operation = await api.call<OperationView>('POST', `networks/${network.id}/apply`, {
      hash: plan.hash,
      duration: '2h',
      identityId: identity.id,
    })
    await signIn(page, cockpit.url)
    await page.goto(`${cockpit.url}/operations/${operation.id}`)
    await expect(page.getByText(/nodes? failed:/).first()).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/not deployed/).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Review what is left' })).toBeVisible()

    const ours = async () =>
      (await api.reservations()).filter((one) => one.networkId === network.id)
    await expect
      .poll(async () => (await ours()).map(({ state }) => state), { timeout: 30_000 })
      .toEqual(Array.from({ length: plan.posts }, () => 'failed'))
    const failed = await ours()
    expect(failed[0]?.result?.message ?? '').not.toBe('')
    await page.goto(`${cockpit.url}/reservations/${failed[0]?.id}`)
    await expect(page.getByText(failed[0]?.result?.message ?? '').first()).toBeVisible()

    expect((await api.network(network.id)).design.resources).toHaveLength(plan.posts)
  } finally {
    await cockpit.stop()
  }
})
