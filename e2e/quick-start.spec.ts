import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { QuickStartView } from '@/lib/schemas/quick-start'
import type { OperationView } from '@/lib/schemas/views'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import type { Api } from './fixtures/api'
import { expect, test } from './fixtures/test'

const run = promisify(execFile)
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEniydzWk9C5YPRgogjKJz0ptwYceQwEPpw8WTpCFGPY'

const finished = (api: Api, id: string) =>
  api.until('the operation to end', async () => {
    const now = await api.operation(id)
    return now.state === 'running' ? null : now
  })

interface SentBody {
  node_id: string
  type: string
  duration: number
  data: Record<string, unknown>
}

/** What stands in the signed bodies of an operation, but for ids, keys, names, times and ports. */
async function sentBy(api: Api, operation: OperationView, range: string) {
  const tunnels = `100.64.${range.split('.')[1]}.`
  const bodies = await Promise.all(
    operation.steps.map(async ({ reservation }) => {
      const { raw } = await api.call<{ raw: string }>('GET', `reservations/${reservation.id}`)
      const { node_id, type, duration, data } = JSON.parse(raw) as SentBody
      return { node_id, type, duration, data: comparable(data) }
    }),
  )
  const text = JSON.stringify(
    bodies.sort((a, b) => `${a.type}${a.node_id}`.localeCompare(`${b.type}${b.node_id}`)),
  )
  return text.replaceAll(`${range}.`, 'RANGE.').replaceAll(tunnels, 'TUNNELS.')
}

const LEFT_OUT = new Set([
  'name',
  'net_id',
  'network_id',
  'cluster_secret',
  'wg_private_key',
  'wg_public_key',
  'wg_listen_port',
  'client',
])

function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/:\d+$/, ':PORT')
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !LEFT_OUT.has(key))
      .map(([key, part]) => [key, comparable(part)]),
  )
}

test('five answers become a running cluster, and the same by REST', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  await page.goto(`${cockpit.url}/quick-start`)
  await expect(page.getByText('Every pair reachable')).toBeVisible()

  await test.step('without an identity one click makes one', async () => {
    const create = page.getByRole('button', { name: 'Create identity “default”' })
    const signs = page.getByText(/^Signs 6 reservations as/)
    await expect(create.or(signs)).toBeVisible()
    if (await create.isVisible()) await create.click()
    await expect(signs).toBeVisible()
  })

  await test.step('GitHub is asked by its button only', async () => {
    const asked: string[] = []
    await page.route('**/api/v1/ssh-keys/lookup', (route) => {
      asked.push(route.request().postData() ?? '')
      const keys = [{ line: KEY, fingerprint: 'SHA256:test', comment: '', type: 'ssh-ed25519' }]
      return route.fulfill({ json: { account: 'ada-v', keys, dropped: 0 } })
    })
    await page.getByRole('textbox', { name: 'Who may log in' }).pressSequentially('ada-v')
    await expect(page.getByText('cockpit -- up ada-v')).toBeVisible()
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Look up keys' }).click()
    await expect(page.getByText('1 key found')).toBeVisible()
    expect(asked).toEqual(['{"account":"ada-v"}'])
  })

  await test.step('wrong answers are told where they are given', async () => {
    const range = page.getByRole('textbox', { name: 'Address range' })
    await range.fill('173.91')
    await expect(page.getByText('173.91.0.0/16 is public internet space')).toBeVisible()
    await range.fill('10.42')
    await expect(page.getByText('k3s gives 10.42.0.0/16 to its pods')).toBeVisible()
    await range.fill('10.91')
    const duration = page.getByRole('textbox', { name: 'Runs for' })
    await duration.fill('2')
    await expect(page.getByText('Write 2h for hours or 2d for days.')).toBeVisible()
    await duration.fill('2h')
    await page.getByRole('textbox', { name: 'How many nodes' }).fill('90')
    await expect(page.getByText(/nodes can carry a VM of size 1.*90 were asked for/)).toBeVisible()
    await page.getByRole('textbox', { name: 'How many nodes' }).fill('3')
    await page.getByRole('button', { name: 'Paste a key' }).click()
    await page.getByRole('button', { name: 'Build the cluster' }).click()
    await expect(page.getByText('Say who may log in: an account at GitHub')).toBeVisible()
    await page.getByRole('textbox', { name: 'Who may log in' }).fill(KEY)
  })

  await test.step('the summary shows what will be built, nothing is sent', async () => {
    const machines = page.getByRole('list', { name: 'Machines' })
    for (const ip of ['10.91.2.2', '10.91.3.2', '10.91.4.2'])
      await expect(machines.getByText(ip, { exact: true })).toBeAttached()
    await expect(page.getByText('3 vCPU, 6 GiB in all')).toBeVisible()
    await page.getByRole('tab', { name: 'tfuser' }).click()
    await expect(page.getByText('--cidr 10.91.0.0/16')).toBeVisible()
    expect((await api.reservations()).filter((one) => one.workloadName === 'k3s-10-91')).toEqual([])
  })

  const built = await test.step('it comes up without a reload', async () => {
    await page.evaluate(() => document.body.setAttribute('data-not-reloaded', 'yes'))
    await page.keyboard.press('Control+Enter')
    await expect(page).toHaveURL(/\/operations\//)
    const id = new URL(page.url()).pathname.split('/').pop() ?? ''
    const title = page.getByRole('heading', { name: 'Applied 6 changes to k3s-10-91' })
    await expect(title).toBeVisible({ timeout: 45_000 })
    await expect(page.getByText('6 of 6 done')).toBeVisible()
    expect(await page.locator('body').getAttribute('data-not-reloaded')).toBe('yes')
    const operation = await finished(api, id)
    expect(operation.state).toBe('done')
    return operation
  })
  const networkId = built.networkId ?? ''
  const network = await api.network(networkId)

  await test.step('wg.conf is downloaded, and WireGuard accepts it', async () => {
    await page.goto(`${cockpit.url}/networks/${networkId}/files`)
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
    expect(JSON.stringify(parseWgQuick(text))).toContain('10.91.0.0/16')
  })

  await test.step('REST reserves the same on the same nodes', async () => {
    const identity = await api.createIdentity('quick-start')
    const view = await api.call<QuickStartView>('POST', 'quick-start', {
      sshKeys: [KEY],
      range: '10.92.0.0/16',
      duration: '2h',
      nodes: 3,
      size: 1,
      nodeIds: network.design.resources.map(({ nodeId }) => nodeId),
      identityId: identity.id,
    })
    const byRest = await finished(api, view.operationId)
    expect(byRest.state).toBe('done')
    expect(await sentBy(api, byRest, '10.92')).toBe(await sentBy(api, built, '10.91'))
    expect(view.machines.map(({ role, ip }) => `${role} ${ip}`)).toEqual([
      'master 10.92.2.2',
      'worker 10.92.3.2',
      'worker 10.92.4.2',
    ])
    const file = await api.raw('GET', `devices/${view.networkId}~${view.deviceId}/wg.conf`)
    expect(JSON.stringify(parseWgQuick(await file.text()))).toContain('10.92.0.0/16')
    const started = await api.call<OperationView>('DELETE', `networks/${view.networkId}`, {
      confirm: view.name,
    })
    expect((await finished(api, started.id)).state).toBe('done')
  })

  // Only who signed it may take it away: the person, not the token.
  const started = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ confirm: 'k3s-10-91' })
    return (await (await fetch(path, { method: 'DELETE', headers, body })).json()) as { id: string }
  }, `/api/v1/networks/${networkId}`)
  expect((await finished(api, started.id)).state).toBe('done')
})

test('the designer takes over the network alone', async ({ owner: page, cockpit, api }) => {
  await page.goto(`${cockpit.url}/quick-start`)
  await page.getByRole('textbox', { name: 'Address range' }).fill('10.93')
  await expect(page.getByText('10.93.2.2 master')).toBeVisible()
  await page.getByRole('button', { name: 'Open in the designer' }).click()
  await expect(page).toHaveURL(/\/networks\//)
  const networkId = new URL(page.url()).pathname.split('/').pop() ?? ''
  const { design, state } = await api.network(networkId)
  expect([state, design.resources.length, design.devices.length]).toEqual(['draft', 3, 1])
  expect(design.resources[0]?.subnet).toBe('10.93.2.0/24')
  const answer = await api.raw('DELETE', `networks/${networkId}`, { confirm: 'k3s-10-93' })
  expect(answer.status).toBe(200)
})
