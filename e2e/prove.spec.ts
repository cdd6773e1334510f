import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ProofList } from '@/lib/schemas/proofs'
import type { NetworkView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { type Cockpit, READY_ENV, startCockpit } from './fixtures/cockpit'
import { joinedContext } from './fixtures/team'
import { expect, signIn, test } from './fixtures/test'
import { DesignerPage } from './pages/designer-page'

test.setTimeout(240_000)

/** Where the surroundings promise WireGuard, nothing but a real measurement will do. */
const isDemanded = (process.env['COCKPIT_REQUIRE'] ?? '').split(',').includes('net')

/** Two nodes that can be dialled and one that cannot. */
async function makeDesign(api: Api, name: string, range: string): Promise<NetworkView> {
  const nodes = await api.waitForNodes(23)
  const dual = nodes.filter(({ endpointClass }) => endpointClass === 'dual')
  const hidden = nodes.filter(({ endpointClass }) => endpointClass === 'hidden')
  const nodeIds = [dual[0], dual[1], hidden[0]].map((node) => node?.nodeId ?? '')
  return api.call<NetworkView>('POST', 'networks', { name, range, nodeIds })
}

const proofsOf = (api: Api, id: string) => api.call<ProofList>('GET', `networks/${id}/proofs`)
const bar = (page: Page) => new DesignerPage(page).reviewBar
const proveButton = (page: Page) => bar(page).getByRole('button', { name: 'Prove by booting' })
const dock = (page: Page) => new DesignerPage(page).dock

/** Rows of a matrix as a person reads them. */
const cells = (page: Page, name: string) =>
  dock(page).getByRole('region', { name }).locator('tbody td > span[aria-hidden]').allInnerTexts()

test.describe('a cockpit that may prove', () => {
  let cockpit: Cockpit
  let api: Api
  test.beforeAll(async () => {
    cockpit = await startCockpit({ env: { ...READY_ENV, COCKPIT_PROVE: '1' } })
    api = new Api(cockpit.url)
  })
  test.afterAll(async () => {
    const { killed } = await cockpit.stop()
    expect(killed).toBe(false)
  })

  test('boots a design with a hidden node and a laptop, and keeps what was measured', async ({
    page,
  }) => {
    const network = await makeDesign(api, 'proven', '10.91.0.0/16')
    await signIn(page, cockpit.url)
    await page.goto(`${cockpit.url}/networks/${network.id}`)
    const designer = new DesignerPage(page)
    await designer.addLaptop('ada-laptop')
    const { availability } = await proofsOf(api, network.id)
    if (isDemanded) expect(availability).toMatchObject({ available: true, missing: [] })
    await proveButton(page).click()
    if (!availability.available) {
      // Here the machine lacks something: every part of it is said, and nothing is begun.
      const note = page.getByRole('dialog', { name: 'Why this cannot be proven' })
      for (const sentence of availability.missing) await expect(note).toContainText(sentence)
      expect((await proofsOf(api, network.id)).proofs).toEqual([])
      return
    }
    await expect(designer.dock.getByText(/^Proving revision \d+/)).toBeVisible()
    await expect(designer.dock.getByText(/\d+ of 12 pairs/).first()).toBeVisible()
    await expect(designer.dock.getByRole('button', { name: 'Cancel' })).toBeVisible()
    const proven = designer.dock.getByText(/^(Proven on|Measured on) /)
    const refused = designer.dock.getByText('has no result')
    await expect(proven.or(refused)).toBeVisible({ timeout: 150_000 })
    if (!isDemanded && (await refused.isVisible())) {
      // Tools and rights are there, but this system lets nobody make a private world.
      await expect(designer.dock).toContainText('cannot build networks yet')
      return
    }
    await expect(proven).toContainText(/Proven on .*2\d{3}.*: 12 of 12 pairs as predicted/)
    const measured = await cells(page, 'Measured matrix')
    expect(measured).toHaveLength(12)
    expect(measured).toEqual(await cells(page, 'Predicted matrix'))
    await expect(designer.dock.getByRole('row', { name: /ada-laptop/ }).first()).toBeVisible()
    await designer.dock.getByText('Delay, ms').click()
    expect((await cells(page, 'Measured matrix')).filter((text) => Number(text) > 0)).not.toEqual(
      [],
    )
    const { violations } = await new AxeBuilder({ page }).include('[data-designer]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])

    await page.reload()
    await bar(page).getByRole('button', { name: 'Proven 12 of 12' }).click()
    await expect(proven).toContainText('12 of 12 pairs as predicted')
    const { revision, design } = await api.network(network.id)
    const { proofs } = await proofsOf(api, network.id)
    expect(proofs).toMatchObject([{ state: 'done', revision, isCurrent: true, startedBy: 'ada' }])

    // Another way of planning peers is another network.
    const body = { revision, design: { ...design, mode: 'compat' } }
    await api.call('PUT', `networks/${network.id}`, body)
    await page.reload()
    await expect(proveButton(page)).toBeVisible()
    await designer.dock.getByRole('button', { name: 'Proof' }).click()
    await expect(proven).toContainText('the design has changed since')
  })

  test('ends a proof when somebody cancels it, and lets the next one begin', async ({ page }) => {
    const network = await makeDesign(api, 'cancelled', '10.92.0.0/16')
    const { availability } = await proofsOf(api, network.id)
    await signIn(page, cockpit.url)
    await page.goto(`${cockpit.url}/networks/${network.id}`)
    await proveButton(page).click()
    if (!availability.available) {
      await expect(page.getByRole('dialog')).toContainText('cannot prove designs yet')
      return
    }
    await dock(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(dock(page).getByText(/cancelled by ada/)).toBeVisible()
    await proveButton(page).click()
    await expect(dock(page).getByText(/^Proving revision \d+/)).toBeVisible()
    await dock(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(dock(page).getByText(/cancelled by ada/)).toBeVisible()
  })

  test('tells a designer whom to ask, and refuses one who asks by hand', async ({
    browser,
    page,
  }) => {
    const network = await makeDesign(api, 'not-yours', '10.93.0.0/16')
    await signIn(page, cockpit.url)
    const { url } = cockpit
    const address = `${url}/networks/${network.id}`
    const designer = await joinedContext(browser, page.context(), { url, role: 'designer' })
    const theirs = await designer.newPage()
    await theirs.goto(address)
    await proveButton(theirs).click()
    await expect(theirs.getByRole('dialog')).toContainText('it needs the role operator')
    const asked = await designer.request.post(`${url}/api/v1/networks/${network.id}/proofs`, {
      headers: { origin: url },
      data: { revision: network.revision },
    })
    expect(asked.status()).toBe(403)
    const viewer = await joinedContext(browser, page.context(), { url, role: 'viewer' })
    const looking = await viewer.newPage()
    await looking.goto(address)
    await expect(dock(looking)).toBeVisible()
    await expect(looking.getByRole('button', { name: 'Prove by booting' })).toHaveCount(0)
    await Promise.all([designer.close(), viewer.close()])
  })
})

test('without COCKPIT_PROVE the button says how to switch it on', async ({
  owner,
  cockpit,
  api,
}) => {
  const network = await makeDesign(api, 'not-here', '10.94.0.0/16')
  await owner.goto(`${cockpit.url}/networks/${network.id}`)
  await proveButton(owner).click()
  const note = owner.getByRole('dialog', { name: 'Why this cannot be proven' })
  await expect(note).toContainText('Proving is switched off')
  await expect(note).toContainText('COCKPIT_PROVE=1 npm run up')
  const refused = await api.raw('POST', `networks/${network.id}/proofs`, {
    revision: network.revision,
  })
  expect([
    refused.status,
    ((await refused.json()) as { error: { code: string } }).error.code,
  ]).toEqual([503, 'PROOF_UNAVAILABLE'])
})
