import type { Page } from '@playwright/test'
import { shortKey } from '@/lib/network/labels'
import type { NodeView } from '@/lib/schemas/views'
import { expect, test } from './fixtures/test'

/** Signs what the form holds and follows it until the node has answered. */
async function submit(page: Page) {
  await expect(page.getByText('being made…')).toBeHidden()
  await page.getByRole('button', { name: 'Sign and submit' }).click()
  await expect(page).toHaveURL(/\/operations\//)
  await expect(page.getByText('Deployed', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
}

async function openForm(page: Page, url: string, kind: string) {
  await page.goto(`${url}/workloads/new`)
  await page.getByRole('radiogroup', { name: 'Kind of workload' }).getByText(kind).click()
}

async function chooseNode(page: Page, node: NodeView) {
  await page.getByLabel('Node', { exact: true }).fill(node.nodeId)
  const found = page.getByRole('list', { name: 'Nodes found' }).getByRole('button')
  await found.filter({ hasText: shortKey(node.nodeId) }).click()
  await expect(page.getByRole('button', { name: 'Choose another' })).toBeVisible()
}

test('a volume, a container that mounts it, and a zdb: made, deployed, deleted', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const node = (await api.waitForNodes(23)).find(
    (one) => one.freshness === 'up' && one.endpointClass === 'dual' && one.free.sru >= 40,
  )
  if (!node) throw new Error('no dual node has 40 GiB SSD free')
  const identity = await api.createIdentity('workload-signer')
  await api.call('PATCH', `identities/${identity.id}`, { shared: true })
  const { network } = await api.deploy(
    'workload-net',
    '10.187.0.0/16',
    [node.nodeId],
    identity.id,
    '6h',
  )
  const choose = () =>
    page
      .getByLabel('Identity', { exact: true })
      .selectOption({ label: 'workload-signer, shared by API token' })

  await test.step('the entry is on the list of reservations', async () => {
    await page.goto(`${cockpit.url}/reservations`)
    await page.getByRole('link', { name: 'New workload' }).click()
    await expect(page).toHaveURL(/\/workloads\/new/)
  })

  await test.step('wrong input says what to write, beside its field', async () => {
    await openForm(page, cockpit.url, 'Volume')
    await page.getByLabel('Size, GiB').fill('0')
    await expect(page.getByText('Type a whole number of GiB, at least 1.')).toBeVisible()
    await page.getByLabel('Duration', { exact: true }).fill('2')
    await expect(page.getByText(/2h for hours/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Sign and submit' }).click()
    await expect(page.getByText('Nothing was submitted.')).toBeVisible()
    const sent = (await api.reservations()).filter(
      ({ type, state }) => type === 'volume' && state !== 'deleted',
    )
    expect(sent).toEqual([])
  })

  await test.step('a volume', async () => {
    await openForm(page, cockpit.url, 'Volume')
    await chooseNode(page, node)
    await page.getByLabel('Name', { exact: true }).fill('disk-one')
    await page.getByLabel('Size, GiB').fill('12')
    await page.getByLabel('Duration', { exact: true }).fill('5h')
    await choose()
    await expect(page.getByText('12 GiB SSD', { exact: true })).toBeVisible()
    await expect(page.getByText(/The node is simulated/)).toBeVisible()
    await submit(page)
  })

  await test.step('a container that mounts it in the network', async () => {
    await openForm(page, cockpit.url, 'Container')
    await page.getByLabel('Network', { exact: true }).selectOption({ label: 'workload-net' })
    await page.getByLabel('Name', { exact: true }).fill('redis')
    await page.getByLabel('Image', { exact: true }).fill('https://hub.grid.tf/apps/redis.flist')
    await page.getByRole('button', { name: 'Mount a volume' }).click()
    await page.getByLabel('Mounted at 1').fill('/data')
    await expect(page.getByText('10.187.1.10').first()).toBeVisible()
    await submit(page)
    const container = (await api.reservations()).find(
      ({ workloadName }) => workloadName === 'redis',
    )
    expect(container).toMatchObject({ state: 'deployed', networkName: 'workload-net' })
  })

  await test.step('a zdb, whose password is nowhere to be read', async () => {
    await openForm(page, cockpit.url, 'Zdb')
    await chooseNode(page, node)
    await page.getByLabel('Name', { exact: true }).fill('store')
    await page.getByLabel('Size, GiB').fill('5')
    await page.getByLabel('Password', { exact: true }).fill('open sesame now')
    await page.getByLabel('Duration', { exact: true }).fill('5h')
    await choose()
    await submit(page)
    const zdb = (await api.reservations()).find(({ workloadName }) => workloadName === 'store')
    await page.goto(`${cockpit.url}/reservations/${zdb?.id}`)
    await expect(page.getByText('Namespace', { exact: true })).toBeVisible()
    await expect(page.getByText('sealed for the node')).toBeVisible()
    await expect(page.getByText('open sesame now')).toHaveCount(0)
  })

  await test.step('they are deleted, the container before its network', async () => {
    const own = (await api.reservations()).filter(({ workloadName }) =>
      ['store', 'redis'].includes(workloadName),
    )
    for (const { id, workloadName } of own) {
      await page.goto(`${cockpit.url}/reservations/${id}`)
      await page.getByRole('button', { name: 'Delete reservation' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(workloadName)
      await dialog.getByRole('button', { name: 'Delete reservation' }).click()
      await expect(page.getByText('Deleted', { exact: true }).first()).toBeVisible({
        timeout: 45_000,
      })
    }
    const disk = (await api.reservations()).find(({ workloadName }) => workloadName === 'disk-one')
    await api.call('DELETE', `reservations/${disk?.id}`)
    await api.call('DELETE', `networks/${network.id}`, { confirm: 'workload-net' })
    await api.until('everything to be gone', async () =>
      (await api.reservations())
        .filter(({ identityName }) => identityName === 'workload-signer')
        .every(({ state }) => state === 'deleted'),
    )
  })
})
