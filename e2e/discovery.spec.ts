import { randomBytes } from 'node:crypto'
import { volumeData } from '@/lib/protocol/workloads'
import type { IdentityView } from '@/lib/schemas/views'
import { bodyElsewhere, postElsewhere, seedElsewhere } from './fixtures/elsewhere'
import { expect, test } from './fixtures/test'

test('a reservation made elsewhere is found, looked at, adopted and deleted', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const explorer = `${cockpit.url}/explorer`
  const node = (await api.waitForNodes(23)).find(
    (one) => one.freshness === 'up' && one.free.sru >= 20,
  )
  if (!node) throw new Error('no node has 20 GiB SSD free')
  const mine = seedElsewhere(randomBytes(32))
  const theirs = seedElsewhere(randomBytes(32))
  const data = volumeData({ size: 7, type: 'SSD' })
  const number = await postElsewhere(
    explorer,
    mine.identity,
    node.nodeId,
    bodyElsewhere(mine.identity, node.nodeId, 'volume', data),
  )
  const strange = await postElsewhere(
    explorer,
    theirs.identity,
    node.nodeId,
    bodyElsewhere(theirs.identity, node.nodeId, 'volume', data),
  )
  const identity = await api.call<IdentityView>('POST', 'identities/import', {
    name: 'from-tfuser',
    seedFile: mine.seedFile,
  })
  await api.call('PATCH', `identities/${identity.id}`, { shared: true })

  await api.until('the node to answer', async () => {
    const seen = (await (await fetch(`${explorer}/reservations/${number}-1`)).json()) as {
      result: unknown
    }
    return seen.result !== null
  })

  const row = page.locator(`[data-found="${number}-1"]`)
  await test.step('the scan finds it, and nobody else’s', async () => {
    await page.goto(`${cockpit.url}/reservations`)
    await page.getByRole('link', { name: /^Made elsewhere/ }).click()
    await expect(page).toHaveURL(/\/discovery/)
    await page.getByRole('button', { name: 'Scan now' }).first().click()
    await expect(row.getByText('Running')).toBeVisible({ timeout: 30_000 })
    await expect(row.getByText('7 GiB SSD', { exact: true })).toBeVisible()
    await expect(row.getByText('simulated')).toBeVisible()
    await expect(page.locator(`[data-found="${strange}-1"]`)).toHaveCount(0)
  })

  await test.step('adopting it moves it to our own list', async () => {
    await row.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Adopt 1 reservation' }).click()
    await expect(row).toHaveCount(0)
    await page.getByRole('navigation', { name: 'Groups of reservations' }).getByText('Live').click()
    const own = page.locator(`[data-reservation="${number}-1"]`)
    await expect(own.getByText('Deployed')).toBeVisible()
    await own.getByRole('link').first().click()
    await expect(page.getByText('Volume id')).toBeVisible()
    await expect(page.getByText(/^Adopted: /).first()).toBeVisible()
  })

  await test.step('it is deleted like our own, with its name typed', async () => {
    await page.getByRole('button', { name: 'Delete reservation' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('7 GiB SSD')
    await dialog.getByRole('button', { name: 'Delete reservation' }).click()
    await expect(page.getByText('Deleted', { exact: true }).first()).toBeVisible({
      timeout: 45_000,
    })
  })

  await test.step('and is not found again', async () => {
    const again = await api.call<{ found: { gridReservationId: string }[] }>('GET', 'discovery')
    expect(again.found.map((one) => one.gridReservationId)).not.toContain(`${number}-1`)
    const adopted = await api.raw('POST', 'discovery/adopt', { ids: [] })
    expect(adopted.status).toBe(400)
  })
})
