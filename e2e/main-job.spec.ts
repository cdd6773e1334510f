import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import { expect, test } from './fixtures/test'
import { DesignerPage } from './pages/designer-page'
import { NodesPage } from './pages/nodes-page'

const run = promisify(execFile)

test('the main job: nodes, canvas, a hidden node, a laptop, review, deployed, wg.conf, delete', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const { gridId } = (await api.nodes())[0] ?? {}
  const nodes = (await api.nodes()).filter((node) => node.gridId === gridId)
  const up = (kind: string) => {
    const node = nodes.filter((one) => one.freshness === 'up' && one.endpointClass === kind)[1]
    if (!node) throw new Error(`no second ${kind} node is up`)
    return node
  }
  const gateway = up('dual')
  const chosen = [gateway, up('hidden'), up('ipv4')]

  await test.step('an identity', async () => {
    await page.goto(`${cockpit.url}/identities`)
    await page.getByRole('button', { name: 'Add identity' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('main-job')
    await dialog.getByRole('button', { name: /^Create/ }).click()
    await expect(page.getByText('main-job').first()).toBeVisible()
    await page.keyboard.press('Escape')
  })

  const designer = new DesignerPage(page)
  await test.step('three nodes become a network', async () => {
    const browser = new NodesPage(page)
    await browser.open(cockpit.url)
    for (const node of chosen) await browser.select(node)
    await browser.addToNewNetwork('main-job', '10.81.0.0/16')
    for (const node of chosen) await expect(designer.card(node.city)).toBeVisible()
    await expect(page.getByText('simulated').first()).toBeVisible()
  })
  const networkId = new URL(page.url()).pathname.split('/').pop() ?? ''

  await test.step('a laptop joins, undo and redo keep up', async () => {
    await designer.addLaptop('my-laptop')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(designer.card('my-laptop')).toBeHidden()
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect(designer.card('my-laptop')).toBeVisible()
    await expect(page.getByText(/^Saved/).first()).toBeVisible()
  })

  await test.step('the review says what would be sent, and nothing has been', async () => {
    await designer.review()
    for (const node of chosen) await expect(page.getByText(node.city).first()).toBeVisible()
    await expect(page.getByText('Nothing has been sent yet.')).toBeVisible()
    await page.getByLabel('Duration', { exact: true }).fill('2')
    await expect(page.getByText(/2h/).first()).toBeVisible()
    await page.getByLabel('Duration', { exact: true }).fill('2h')
    await expect(page.getByText('UTC', { exact: true })).toBeVisible()
    expect((await api.reservations()).filter((one) => one.networkId === networkId)).toHaveLength(0)
  })

  await test.step('every reservation becomes deployed without a reload', async () => {
    await page.getByRole('button', { name: 'Sign and submit 3' }).click()
    await expect(page).toHaveURL(/\/operations\//)
    await expect(page.getByText('Deployed', { exact: true }).first()).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByRole('link', { name: 'Devices and files' }).first()).toBeVisible({
      timeout: 30_000,
    })
    const mine = (await api.reservations()).filter((one) => one.networkId === networkId)
    expect(mine.map((one) => one.state)).toEqual(['deployed', 'deployed', 'deployed'])
  })

  await test.step('wg.conf is downloaded, and WireGuard accepts it', async () => {
    await page.getByRole('link', { name: 'Devices and files' }).first().click()
    await expect(page.getByText('my-laptop').first()).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: /Download/ })
        .first()
        .click(),
    ])
    const folder = await mkdtemp(path.join(os.tmpdir(), 'cockpit-wg-'))
    const file = path.join(folder, 'wg.conf')
    await copyFile(await download.path(), file)
    const text = await readFile(file, 'utf8')
    const { stdout } = await run('wg-quick', ['strip', file])
    await rm(folder, { recursive: true })
    expect(stdout).toContain('[Peer]')
    const parsed = parseWgQuick(text)
    expect(JSON.stringify(parsed)).toContain('10.81.0.0/16')
    const port = (await api.network(networkId)).design.resources.find(
      (resource) => resource.nodeId === gateway.nodeId,
    )?.listenPort
    const address = gateway.endpoints.find((endpoint) => endpoint.includes('.'))
    expect(text).toContain(`Endpoint = ${address}:${port}`)
  })

  await test.step('the network goes, with its name typed', async () => {
    await page.goto(`${cockpit.url}/networks/${networkId}`)
    await page.getByRole('button', { name: 'Export and more' }).click()
    await page.getByRole('menuitem', { name: /Delete/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('main-job')
    await dialog.getByRole('button', { name: /^Delete/ }).click()
    await expect(page.getByText('Removed', { exact: true }).first()).toBeVisible({
      timeout: 45_000,
    })
    await api.until('every reservation of it to go', async () => {
      const left = (await api.reservations()).filter((one) => one.workloadName === 'main-job')
      return left.length > 0 && left.every((one) => one.state === 'deleted')
    })
  })
})
