import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { ClusterView } from '@/lib/schemas/clusters'
import type { FileView } from '@/lib/schemas/files'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import type { Api } from './fixtures/api'
import { expect, test } from './fixtures/test'

const K3S = new URL('../lib/kubernetes/vectors/k3s.yaml', import.meta.url)
const PASSWORD = '6276157fcec0c7c68012947b169521f1'
// A throw-away public key; nobody has its private part.
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl files@e2e'

/** A network with a device, and a cluster on it; nothing needs to run for their files. */
async function furnish(api: Api) {
  const nodes = await api.nodes()
  const dual = nodes.find(
    (node) => node.endpointClass === 'dual' && node.freshness === 'up' && node.free.sru >= 50,
  )
  if (!dual) throw new Error('The simulated farm has a dual-stack node.')
  const identity = await api.createIdentity('files-e2e')
  const { network } = await api.deploy('files-e2e', '10.161.0.0/16', [dual.nodeId], identity.id)
  await api.call('POST', `networks/${network.id}/devices`, {
    name: 'ada-laptop',
    accessNodeId: dual.nodeId,
  })
  await api.apply(network.id, identity.id)
  const cluster = await api.call<ClusterView>('POST', 'clusters', {
    name: 'osprey',
    networkId: network.id,
    machines: [{ nodeId: dual.nodeId, role: 'master', size: 1 }],
    sshKeys: [KEY],
  })
  return { network, cluster }
}

/** A page signed in as somebody who only reads. */
async function viewerPage(owner: Page, browser: Browser, url: string): Promise<Page> {
  const headers = { origin: url }
  const invited = await owner.request.post(`${url}/api/v1/invitations`, {
    headers,
    data: { email: 'vera@example.com', role: 'viewer' },
  })
  const { code } = (await invited.json()) as { code: string }
  const context = await browser.newContext()
  const joined = await context.request.post(`${url}/api/v1/invitations/accept`, {
    headers,
    data: { code, name: 'Vera', password: 'correct horse battery' },
  })
  expect(joined.status()).toBe(201)
  return context.newPage()
}

/** Text of the file a click downloads. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await download.path(), 'utf8')
}

test('files: listed, searched, masked, revealed, downloaded; a k3s.yaml refused and stored', async ({
  owner: page,
  cockpit,
  api,
  browser,
}) => {
  test.slow()
  const { network, cluster } = await furnish(api)
  const k3s = await readFile(K3S, 'utf8')

  await test.step('the list finds a wg.conf by its network', async () => {
    await page.goto(`${cockpit.url}/files`)
    await page.getByLabel('Search files').fill('FILES-e2e ada')
    await expect(page).toHaveURL(/q=FILES-e2e\+ada/)
    await expect(page.getByRole('row')).toHaveCount(2)
    await page.getByRole('radio', { name: 'kubeconfig' }).check()
    await expect(page.getByText('No file has that in its name.')).toBeVisible()
    await page.getByRole('radio', { name: 'wg.conf' }).check()
    await expect(page.getByRole('row')).toHaveCount(2)
  })

  await test.step('it is masked until revealed, then there is a QR code', async () => {
    await page.getByRole('button', { name: 'Show wg.conf of ada-laptop' }).click()
    const dialog = page.getByRole('dialog')
    const hidden = dialog.getByLabel('wg.conf of ada-laptop, hidden')
    await expect(hidden).toContainText('PrivateKey = ••••')
    await expect(hidden).toContainText('AllowedIPs = 10.161.0.0/16')
    await dialog.getByRole('button', { name: 'Reveal', exact: true }).click()
    const shown = dialog.getByLabel('wg.conf of ada-laptop', { exact: true })
    await expect(shown).toContainText(/PrivateKey = [A-Za-z0-9+/]{43}=/)
    await expect(
      dialog.getByRole('img', { name: 'QR code of the wg.conf of ada-laptop' }),
    ).toBeVisible()
    const text = await downloaded(page, () =>
      dialog.getByRole('button', { name: 'Download wg.conf of ada-laptop' }).click(),
    )
    const parsed = parseWgQuick(text)
    expect(parsed.peers[0]?.allowedIps[0]).toBe('10.161.0.0/16')
    await dialog.getByRole('button', { name: 'Hide' }).click()
    await expect(dialog.getByText(parsed.privateKey ?? '')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByText('2 times')).toBeVisible()
  })

  await test.step('a dangerous k3s.yaml is refused field by field and not kept', async () => {
    await page.goto(`${cockpit.url}/clusters/${cluster.id}`)
    await page.getByRole('button', { name: 'Upload k3s.yaml' }).click()
    const dialog = page.getByRole('dialog')
    const evil = k3s
      .replace('    username: admin', '    exec: {command: touch}\n    tokenFile: /etc/passwd')
      .replace('    server:', '    proxy-url: http://192.0.2.1\n    server:')
    await dialog.getByLabel('Or paste its text').fill(evil)
    await dialog.getByRole('button', { name: 'Check and store' }).click()
    const refused = dialog.getByRole('list', { name: 'Refused fields' })
    for (const field of [
      'clusters[0].cluster.proxy-url',
      'users[0].user.exec',
      'users[0].user.tokenFile',
    ])
      await expect(refused).toContainText(field)
    expect(await api.call<FileView[]>('GET', `files?clusterId=${cluster.id}`)).toEqual([])
  })

  await test.step('the one k3s wrote is stored, pointed at the master', async () => {
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('k3s.yaml file').setInputFiles({
      name: 'k3s.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(k3s),
    })
    await expect(dialog.getByLabel('Or paste its text')).toHaveValue(k3s)
    await dialog.getByRole('button', { name: 'Check and store' }).click()
    await expect(dialog).toBeHidden()
    await page.goto(`${cockpit.url}/files?kind=kubeconfig&q=osprey`)
    await page.getByRole('checkbox', { name: 'Merge kubeconfig of osprey' }).check()
    const text = await downloaded(page, () =>
      page.getByRole('button', { name: 'Download as one file' }).click(),
    )
    expect(parse(text)).toMatchObject({
      clusters: [{ name: 'osprey', cluster: { server: `https://${cluster.masterIp}:6443` } }],
      contexts: [{ name: 'osprey', context: { cluster: 'osprey', user: 'osprey' } }],
      'current-context': 'osprey',
      users: [{ user: { username: 'admin', password: PASSWORD } }],
    })
  })

  await test.step('a viewer sees dots and can download nothing', async () => {
    const viewer = await viewerPage(page, browser, cockpit.url)
    await viewer.goto(`${cockpit.url}/files?q=osprey`)
    await viewer.getByRole('button', { name: 'Show kubeconfig of osprey', exact: true }).click()
    const dialog = viewer.getByRole('dialog')
    await expect(dialog.getByLabel('kubeconfig of osprey, hidden')).toContainText('password: "••')
    await expect(viewer.getByRole('button', { name: /Download|Reveal/ })).toHaveCount(0)
    const files = await api.call<FileView[]>('GET', `files?networkId=${network.id}`)
    expect(files.map(({ kind }) => kind).sort()).toEqual(['kubeconfig', 'wg.conf'])
    for (const { id } of files) {
      const answer = await viewer.request.get(`${cockpit.url}/api/v1/files/${id}`)
      expect(answer.status()).toBe(403)
      expect(await answer.text()).not.toMatch(/PrivateKey|6276157/)
    }
    await viewer.context().close()
  })
})

test('ssh keys: pasted, checked while typing, renamed, removed and brought back', async ({
  owner: page,
  cockpit,
}) => {
  await page.goto(`${cockpit.url}/ssh-keys`)
  await page.getByRole('button', { name: 'Add SSH key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Public key').fill('-----BEGIN OPENSSH PRIVATE KEY-----')
  await expect(dialog.getByText(/private key, which must never leave/)).toBeVisible()
  await dialog.getByLabel('Public key').fill(KEY)
  await expect(dialog.getByText(/SHA256:/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Add SSH key' }).click()
  await expect(page.getByRole('rowheader', { name: 'files@e2e' })).toBeVisible()
  const isDefault = page.getByRole('switch', { name: 'Use files@e2e in new clusters' })
  const before = await isDefault.isChecked()
  await isDefault.click()
  await expect(isDefault).toBeChecked({ checked: !before })

  await page.getByRole('button', { name: 'Actions for files@e2e' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await dialog.getByLabel('Name').fill('desk')
  await dialog.getByRole('button', { name: 'Rename key' }).click()
  await expect(page.getByRole('rowheader', { name: 'desk' })).toBeVisible()

  await page.getByRole('button', { name: 'Actions for desk' }).click()
  await page.getByRole('menuitem', { name: 'Remove key' }).click()
  await expect(page.getByRole('rowheader', { name: 'desk' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('rowheader', { name: 'desk' })).toBeVisible()
})
