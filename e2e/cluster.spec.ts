import type { ClusterView } from '@/lib/schemas/clusters'
import type { NetworkView } from '@/lib/schemas/views'
import { SSH_KEY } from './fixtures/api'
import { expect, test } from './fixtures/test'

const NAME = 'cluster-e2e-k3s'
const SLOW = { timeout: 45_000 }

test('a cluster: wizard, review, submit, deployed without a reload, another worker, delete', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const nodes = (await api.nodes()).filter(
    ({ freshness, free }) => freshness === 'up' && free.sru >= 100 && free.cru >= 2,
  )
  const chosen = ['dual', 'ipv4', 'hidden'].map((kind) => {
    const node = nodes.find(({ endpointClass }) => endpointClass === kind)
    if (!node) throw new Error(`no ${kind} node has room`)
    return node
  })
  const identity = await api.createIdentity('cluster-e2e')
  await api.call('PATCH', `identities/${identity.id}`, { shared: true })
  const network = await api.call<NetworkView>('POST', 'networks', {
    name: 'cluster-e2e',
    range: '10.87.0.0/16',
    nodeIds: chosen.map(({ nodeId }) => nodeId),
    identityId: identity.id,
  })
  const subnet = (index: number) =>
    network.design.resources[index]?.subnet.replace('.0/24', '') ?? ''
  const place = (index: number) =>
    page.locator(`li[data-node="${network.design.resources[index]?.nodeId}"]`)
  const next = page.getByRole('button', { name: 'Next' })

  await test.step('the list leads to the wizard, whose first refusals stand at their fields', async () => {
    await page.goto(`${cockpit.url}/clusters`)
    await page.getByRole('link', { name: 'New cluster' }).click()
    await next.click()
    await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByText('Choose the network the machines join.')).toBeVisible()
  })

  await test.step('network and name; the address is a deep link', async () => {
    await page.getByLabel('Name', { exact: true }).fill(NAME)
    await page.getByRole('radio', { name: /cluster-e2e/ }).check()
    await expect(page).toHaveURL(`${cockpit.url}/clusters/new?network=${network.id}`)
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(NAME)
    await next.click()
    await expect(page.getByRole('heading', { name: 'Machines', level: 2 })).toBeVisible()
  })

  await test.step('machines get addresses of their subnets; a wrong one is refused beside it', async () => {
    await place(0).getByRole('checkbox').check()
    await place(1).getByRole('checkbox').check()
    await expect(place(0).getByLabel(/Address on/)).toHaveValue(`${subnet(0)}.2`)
    await expect(place(1).getByLabel(/Address on/)).toHaveValue(`${subnet(1)}.2`)
    await place(1).getByRole('radio').check()
    await expect(place(0).getByText('Worker')).toBeVisible()
    await expect(place(1).getByText('Master')).toBeVisible()
    await place(0).getByRole('radio').check()
    await place(1)
      .getByLabel(/Address on/)
      .fill(`${subnet(1)}.1`)
    await next.click()
    await expect(place(1).getByRole('alert')).toContainText("the node's own")
    await place(1)
      .getByRole('button', { name: `Use ${subnet(1)}.2` })
      .click()
    await expect(place(1).getByLabel(/Address on/)).toHaveValue(`${subnet(1)}.2`)
    await expect(place(1).getByRole('alert')).toHaveCount(0)
    await place(1)
      .getByLabel(/Address on/)
      .fill(`${subnet(1)}.7`)
    await next.click()
  })

  await test.step('a pasted key shows its fingerprint; going back keeps everything', async () => {
    await expect(page.getByRole('heading', { name: 'Who may log in', level: 2 })).toBeVisible()
    await page.getByLabel('Another key').fill('not a key')
    await page.getByRole('button', { name: 'Add key' }).click()
    await expect(page.getByLabel('Another key')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Another key').fill(SSH_KEY)
    await page.getByRole('button', { name: 'Add key' }).click()
    await expect(page.getByText('e2e@laptop')).toBeVisible()
    await expect(page.getByText(/^SHA256:/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(place(1).getByLabel(/Address on/)).toHaveValue(`${subnet(1)}.7`)
    await next.click()
    await expect(page.getByText('e2e@laptop')).toBeVisible()
    await next.click()
  })

  await test.step('the secret is made by the cockpit; the summary creates a draft', async () => {
    await expect(page.getByRole('radio', { name: /Made by the cockpit/ })).toBeChecked()
    await next.click()
    await expect(page.getByText(`${subnet(1)}.7`)).toBeVisible()
    await page.getByRole('button', { name: 'Create cluster' }).click()
    await expect(page).toHaveURL(/\/clusters\/[^/]+\/review$/)
  })
  const clusterId = new URL(page.url()).pathname.split('/')[2] ?? ''
  const cluster = () => api.call<ClusterView>('GET', `clusters/${clusterId}`)

  await test.step('the review shows what the network needs first, and nothing has been sent', async () => {
    await expect(page.getByRole('heading', { name: `Review ${NAME}` })).toBeVisible()
    await expect(
      page.getByRole('heading', { name: 'What the network cluster-e2e needs first' }),
    ).toBeVisible()
    await expect(page.getByText('Nothing has been sent yet.')).toBeVisible()
    expect((await api.reservations()).filter((one) => one.networkId === network.id)).toEqual([])
    await page.getByLabel('Duration', { exact: true }).fill('2h')
  })

  await test.step('every machine becomes deployed without a reload', async () => {
    await page.getByRole('button', { name: 'Sign and submit 5' }).click()
    await expect(page).toHaveURL(/\/operations\//)
    await expect(page.getByRole('link', { name: 'Open the cluster' })).toBeVisible(SLOW)
    const mine = (await api.reservations()).filter((one) => one.clusterId === clusterId)
    expect(mine.map(({ type, state }) => `${type} ${state}`)).toEqual([
      'kubernetes deployed',
      'kubernetes deployed',
    ])
    await page.getByRole('link', { name: 'Open the cluster' }).click()
  })

  await test.step('the cluster page says who stands where, and that nothing really boots', async () => {
    await expect(page.getByRole('heading', { name: NAME, level: 1 })).toBeVisible()
    await expect(page.getByText('2 of 2 ready')).toBeVisible()
    await expect(page.getByText(/nothing really boots/).first()).toBeVisible()
    await expect(page.getByText(`ssh rancher@${subnet(1)}.7`)).toBeVisible()
    await expect(
      page.getByText(`scp rancher@${subnet(0)}.2:/etc/rancher/k3s/k3s.yaml ./k3s.yaml`),
    ).toBeVisible()
  })

  await test.step('another worker: only it is made, the others stay', async () => {
    await page.getByRole('link', { name: 'Add worker' }).click()
    await expect(place(2).getByRole('checkbox')).toBeChecked()
    await page.getByRole('button', { name: 'Save and review' }).click()
    await expect(page.getByText('2 machines stay as they are.')).toBeVisible()
    await page.getByRole('button', { name: 'Sign and submit 1' }).click()
    await expect(page.getByRole('link', { name: 'Open the cluster' })).toBeVisible(SLOW)
    expect((await cluster()).ready).toBe(3)
  })

  await test.step('a machine stands on each node now: another worker is refused with the reason', async () => {
    await page.goto(`${cockpit.url}/clusters/${clusterId}/edit?add=worker`)
    await expect(page.getByText(/No node of cluster-e2e can take another machine/)).toBeVisible()
    await page.goto(`${cockpit.url}/clusters/new?network=${network.id}`)
    await page.getByLabel('Name', { exact: true }).fill('second')
    await next.click()
    await expect(place(0).getByRole('checkbox')).toBeDisabled()
    await expect(place(0).getByText(`Carries a VM of ${NAME}`)).toBeVisible()
  })

  await test.step('a larger size says that the disk is lost', async () => {
    await page.goto(`${cockpit.url}/clusters/${clusterId}/edit`)
    await place(2)
      .getByLabel(/Size on/)
      .selectOption('2')
    await page.getByRole('button', { name: 'Save and review' }).click()
    await expect(
      page.getByText('Is deleted and made anew: everything on its disk is lost.'),
    ).toBeVisible()
  })

  await test.step('the cluster goes with its name typed; its network stays', async () => {
    const remove = async () => {
      await page.goto(`${cockpit.url}/clusters/${clusterId}`)
      await page.getByRole('button', { name: 'Delete…' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(NAME)
      await dialog.getByRole('button', { name: 'Delete cluster' }).click()
    }
    await remove()
    await expect(page.getByText('Removed', { exact: true }).first()).toBeVisible(SLOW)
    const left = (await api.reservations()).filter((one) => one.networkId === network.id)
    expect(left.filter(({ type }) => type === 'kubernetes').map(({ state }) => state)).toEqual([
      'deleted',
      'deleted',
      'deleted',
    ])
    expect(
      left.filter(({ type, state }) => type === 'network' && state === 'deployed'),
    ).toHaveLength(3)
    await remove()
    await expect(page).toHaveURL(`${cockpit.url}/clusters`)
    await expect(page.getByText(NAME, { exact: true })).toBeHidden()
    expect((await api.raw('GET', `clusters/${clusterId}`)).status).toBe(404)
  })
})
