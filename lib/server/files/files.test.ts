import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import { eventsOf } from '@/lib/server/events/queries'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { addDevice, removeDevice } from '@/lib/server/networks/devices'
import { getNetwork } from '@/lib/server/networks/networks'
import { saveNetwork } from '@/lib/server/networks/save'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import { keepKubeconfig, mergedKubeconfig } from './kubeconfig'
import { listFiles } from './list-files'
import { deleteFile, maskedFile, readConfigFile, readDeviceFile } from './read-file'

const K3S = readFileSync(new URL('../../kubernetes/vectors/k3s.yaml', import.meta.url), 'utf8')
const PASSWORD = '6276157fcec0c7c68012947b169521f1'
let world: World
beforeAll(async () => {
  world = await makeWorld(3)
})
afterAll(() => world.close())

const as = (role: 'viewer' | 'designer' | 'operator') => ({ ...world.actor, role })
const nodeId = (index: number) => world.nodes[index]?.id ?? ''
const rowOf = (id: string) => world.db.configFile.findUniqueOrThrow({ where: { id } })

async function networkWithLaptop(name: string) {
  const { id } = await makeNetwork(world, name, 2)
  const device = await addDevice(world.actor, id, { name: 'Läptop', accessNodeId: nodeId(0) })
  const [file] = await listFiles(world.actor, { networkId: id })
  if (!file) throw new Error('Saving made no file.')
  return { id, device, file }
}

async function makeCluster(networkId: string, name: string, ip = '10.42.1.2') {
  const machines = [{ nodeId: nodeId(0), role: 'master', size: 1, ip }]
  return world.db.cluster.create({
    data: {
      name,
      networkId,
      sealedSecret: 'unused',
      design: JSON.stringify({ name, machines, sshKeys: [] }),
    },
  })
}

describe('wg.conf', () => {
  test('saving a network makes the file, sealed, and reading it is counted and told', async () => {
    const { id, device, file } = await networkWithLaptop('made')
    expect(file).toMatchObject({
      kind: 'wg.conf',
      networkName: 'made',
      deviceName: 'Läptop',
      revision: 1,
      downloads: 0,
      lastDownloadAt: null,
      changedSince: false,
      makerName: 'Ada',
    })
    const read = await readConfigFile(as('operator'), file.id)
    expect(read.fileName).toBe(file.name)
    expect(read.contentType).toContain('text/plain')
    const key = parseWgQuick(read.text).privateKey ?? 'none'
    const row = await rowOf(file.id)
    expect(row.sealedContent).not.toContain(key)
    expect(row.sealedContent).toMatch(/^v1\./)
    expect(row).toMatchObject({ downloads: 1, lastDownloadAt: expect.any(Date) as unknown })
    expect(await readDeviceFile(as('operator'), id, device.deviceId)).toEqual(read)
    expect(await rowOf(file.id)).toMatchObject({ downloads: 2, revision: 1 })
    const told = await world.db.event.findMany({ where: { kind: 'file', subjectId: file.id } })
    expect(told).toMatchObject([
      { message: 'wg.conf of Läptop was read.', actorId: world.actor.userId, networkId: id },
      { actorName: 'Ada', minimumRole: 'operator' },
    ])
    expect(JSON.stringify(told)).not.toContain(key)
  })

  test('a changed port is a new revision, and news to whoever has the old one', async () => {
    const { id, file } = await networkWithLaptop('revised')
    await readConfigFile(world.actor, file.id)
    const { design, revision } = await getNetwork(world.actor, id)
    const resources = design.resources.map((one) => ({ ...one, listenPort: one.listenPort + 1 }))
    await saveNetwork(world.actor, id, { revision, design: { ...design, resources } })
    const [after] = await listFiles(world.actor, { networkId: id })
    expect(after).toMatchObject({ id: file.id, revision: 2, changedSince: true })
    const bob = await world.db.user.create({
      data: { id: `bob-${id}`, name: 'Bob', email: `bob-${id}@example.com` },
    })
    const [seenByBob] = await listFiles({ ...world.actor, userId: bob.id }, { networkId: id })
    expect(seenByBob?.changedSince).toBe(false)
    const told = await eventsOf(world.actor, 'file', file.id)
    expect(told.some(({ message }) => message.includes('download it again'))).toBe(true)
    const { text } = await readConfigFile(world.actor, file.id)
    expect(text).toContain(`:${resources[0]?.listenPort}`)
    expect((await listFiles(world.actor, { networkId: id }))[0]?.changedSince).toBe(false)
  })

  test('a changed endpoint is a new revision when the file is fetched', async () => {
    const { id, device, file } = await networkWithLaptop('moved')
    const where = { gridId_nodeId: { gridId: world.gridId, nodeId: nodeId(0) } }
    const { raw } = await world.db.gridNode.findUniqueOrThrow({ where })
    await world.db.gridNode.update({
      where,
      data: { raw: raw.replaceAll('203.0.113.1', '203.0.113.77') },
    })
    const { text } = await readDeviceFile(world.actor, id, device.deviceId)
    await world.db.gridNode.update({ where, data: { raw } })
    expect(text).toContain('203.0.113.77')
    expect(await rowOf(file.id)).toMatchObject({ revision: 2 })
  })

  test('a content that is the same is no revision, though the hash was made with another secret', async () => {
    const { id, file } = await networkWithLaptop('rotated')
    await world.db.configFile.update({ where: { id: file.id }, data: { contentHash: 'other' } })
    await maskedFile(as('viewer'), file.id)
    const row = await rowOf(file.id)
    expect(row.revision).toBe(1)
    expect(row.contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect((await listFiles(world.actor, { networkId: id }))[0]?.revision).toBe(1)
  })

  test('masked, it shows everything but the key, to a viewer too', async () => {
    const { file } = await networkWithLaptop('masked')
    const { text } = await readConfigFile(world.actor, file.id)
    const { privateKey } = parseWgQuick(text)
    const masked = await maskedFile(as('viewer'), file.id)
    expect(masked.text).not.toContain(privateKey)
    expect(masked.text).toContain('PrivateKey = •••')
    expect(masked.text.replace(/•+/, privateKey ?? '')).toBe(text)
    expect((await rowOf(file.id)).downloads).toBe(1)
  })

  test('a device with its own key keeps the placeholder', async () => {
    const { id } = await makeNetwork(world, 'own', 1)
    const { publicKey } = wireGuardKeyPair(new Uint8Array(randomBytes(32)))
    await addDevice(world.actor, id, { name: 'phone', accessNodeId: nodeId(0), publicKey })
    const [file] = await listFiles(world.actor, { networkId: id })
    expect(file?.hasOwnKey).toBe(true)
    const { text } = await readConfigFile(world.actor, file?.id ?? '')
    expect(text).toMatch(/^# The PrivateKey line below is a placeholder/)
  })

  test('it goes with its device, and not otherwise', async () => {
    const { id, device, file } = await networkWithLaptop('gone')
    await expect(deleteFile(world.actor, file.id)).rejects.toMatchObject({ code: 'FILE_IN_USE' })
    await removeDevice(world.actor, id, device.deviceId)
    expect(await listFiles(world.actor, { networkId: id })).toEqual([])
    await expect(readConfigFile(world.actor, file.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('read by many at once, it is one file', async () => {
    const { id, device, file } = await networkWithLaptop('raced')
    await world.db.configFile.delete({ where: { id: file.id } })
    const read = await Promise.all(
      [1, 2, 3, 4].map(() => readDeviceFile(world.actor, id, device.deviceId)),
    )
    expect(new Set(read.map(({ text }) => text)).size).toBe(1)
    expect(await world.db.configFile.findMany({ where: { networkId: id } })).toMatchObject([
      { revision: 1, downloads: 4 },
    ])
  })
})

describe('kubeconfig', () => {
  test('is checked, rewritten, sealed, revised, read and deleted', async () => {
    const { id } = await makeNetwork(world, 'kube', 1)
    const cluster = await makeCluster(id, 'osprey')
    const kept = await keepKubeconfig(as('operator'), cluster.id, K3S)
    expect(kept).toMatchObject({
      kind: 'kubeconfig',
      name: 'osprey.yaml',
      clusterName: 'osprey',
      networkName: 'kube',
      revision: 1,
    })
    expect((await keepKubeconfig(world.actor, cluster.id, K3S)).revision).toBe(1)
    const newer = K3S.replace(PASSWORD, 'another-password')
    expect((await keepKubeconfig(world.actor, cluster.id, newer)).revision).toBe(2)
    const { text, contentType } = await readConfigFile(world.actor, kept.id)
    expect(contentType).toContain('yaml')
    expect(parse(text)).toMatchObject({
      clusters: [{ name: 'osprey', cluster: { server: 'https://10.42.1.2:6443' } }],
      'current-context': 'osprey',
      users: [{ name: 'osprey', user: { password: 'another-password' } }],
    })
    const { text: masked } = await maskedFile(as('viewer'), kept.id)
    expect(masked).not.toContain('another-password')
    expect((await rowOf(kept.id)).sealedContent).not.toContain('another-password')
    const told = await eventsOf(world.actor, 'file', kept.id)
    expect(told.map(({ message }) => message).sort()).toEqual([
      'kubeconfig of osprey was read.',
      'kubeconfig of osprey was replaced.',
      'kubeconfig of osprey was stored.',
    ])
    await deleteFile(as('operator'), kept.id)
    expect(await listFiles(world.actor, { clusterId: cluster.id })).toEqual([])
  })

  test('what is refused is not kept', async () => {
    const { id } = await makeNetwork(world, 'refused', 1)
    const cluster = await makeCluster(id, 'kite')
    const evil = K3S.replace(
      '    username: admin',
      '    exec: {command: touch}\n    tokenFile: /etc/passwd',
    )
    const wish = keepKubeconfig(world.actor, cluster.id, evil)
    await expect(wish).rejects.toMatchObject({
      code: 'KUBECONFIG_REFUSED',
      details: { field: 'users[0].user.exec' },
    })
    const elsewhere = K3S.replace('127.0.0.1', '192.0.2.9')
    await expect(keepKubeconfig(world.actor, cluster.id, elsewhere)).rejects.toThrow('10.42.1.2')
    await expect(keepKubeconfig(world.actor, 'nobody', K3S)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await listFiles(world.actor, { clusterId: cluster.id })).toEqual([])
  })

  test('several make one file, each counted', async () => {
    const { id } = await makeNetwork(world, 'merge', 2)
    const ids: string[] = []
    for (const [name, ip] of [
      ['heron', '10.42.1.2'],
      ['egret', '10.42.2.2'],
    ] as const)
      ids.push((await keepKubeconfig(world.actor, (await makeCluster(id, name, ip)).id, K3S)).id)
    const { text, fileName } = await mergedKubeconfig(as('operator'), ids)
    expect(fileName).toBe('kubeconfig.yaml')
    expect(parse(text)).toMatchObject({
      contexts: [{ name: 'heron' }, { name: 'egret' }],
      clusters: [
        { cluster: { server: 'https://10.42.1.2:6443' } },
        { cluster: { server: 'https://10.42.2.2:6443' } },
      ],
      'current-context': 'heron',
    })
    for (const fileId of ids) expect((await rowOf(fileId)).downloads).toBe(1)
    const { file } = await networkWithLaptop('mixed')
    await expect(mergedKubeconfig(world.actor, [...ids, file.id])).rejects.toMatchObject({
      code: 'INVALID_BODY',
    })
  })
})

test('lists by kind and by words of any name, without case and accents', async () => {
  const { id } = await networkWithLaptop('searched')
  const cluster = await makeCluster(id, 'plover')
  await keepKubeconfig(world.actor, cluster.id, K3S)
  const names = async (query: object) =>
    (await listFiles(as('viewer'), { networkId: id, ...query })).map(({ kind }) => kind).sort()
  expect(await names({})).toEqual(['kubeconfig', 'wg.conf'])
  expect(await names({ kind: 'kubeconfig' })).toEqual(['kubeconfig'])
  expect(await names({ q: 'LAPTOP searched' })).toEqual(['wg.conf'])
  expect(await names({ q: 'plov' })).toEqual(['kubeconfig'])
  expect(await names({ q: 'nothing' })).toEqual([])
  const listed = JSON.stringify(await listFiles(as('viewer')))
  expect(listed).not.toMatch(/sealed|PrivateKey|6276157/)
})

test('roles below are refused', async () => {
  const { id, device, file } = await networkWithLaptop('roles')
  const cluster = await makeCluster(id, 'stork')
  for (const role of ['viewer', 'designer'] as const) {
    const actor = as(role)
    for (const wish of [
      readConfigFile(actor, file.id),
      readDeviceFile(actor, id, device.deviceId),
      mergedKubeconfig(actor, [file.id]),
      keepKubeconfig(actor, cluster.id, K3S),
      deleteFile(actor, file.id),
    ])
      await expect(wish).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  }
  expect((await rowOf(file.id)).downloads).toBe(0)
})
