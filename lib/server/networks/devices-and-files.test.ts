import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wireGuardKeyPair, wireGuardPublicKey } from '@/lib/crypto/wireguard-keys'
import { eventsOf, eventsAfter } from '@/lib/server/events/queries'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { readDeviceFile } from '@/lib/server/files/read-file'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import { addDevice, listDevices, removeDevice } from './devices'
import { exportNetworkJson, importNetworkJson, networkDot } from './files'
import { wgFileName } from './wg-conf'

let world: World
beforeAll(async () => {
  world = await makeWorld(4)
})
afterAll(() => world.close())

const viewer = () => ({ ...world.actor, role: 'viewer' as const })
const nodeId = (index: number) => world.nodes[index]?.id ?? ''

describe('devices and files', () => {
  test('wg.conf holds the device’s own key and is told in the time line', async () => {
    const { id, publicKeys, design } = await makeNetwork(world, 'laptop', 1)
    const device = await addDevice(world.actor, id, {
      name: 'Ada’s Läptop',
      accessNodeId: nodeId(0),
    })
    const { fileName, text } = await readDeviceFile(world.actor, id, device.deviceId)
    const parsed = parseWgQuick(text)
    expect(wireGuardPublicKey(parsed.privateKey ?? '')).toBe(device.publicKey)
    expect(parsed.addresses).toEqual(['100.64.42.245/32'])
    expect(parsed.peers).toMatchObject([
      {
        publicKey: publicKeys[`node:${nodeId(0)}`],
        endpoint: `203.0.113.1:${design.resources[0]?.listenPort}`,
        allowedIps: ['10.42.0.0/16', '100.64.42.0/24'],
      },
    ])
    expect(fileName).toMatch(/^[a-z0-9-]{1,15}\.conf$/)
    const row = await world.db.configFile.findFirstOrThrow({ where: { deviceId: device.deviceId } })
    const told = await eventsOf(world.actor, 'file', row.id)
    expect(told.map(({ message }) => message)).toEqual(['wg.conf of Ada’s Läptop was read.'])
    expect(await eventsOf(viewer(), 'file', row.id)).toEqual([])
    expect((await eventsAfter(viewer(), 0, 10_000)).some(({ kind }) => kind === 'file')).toBe(false)
    await expect(readDeviceFile(viewer(), id, device.deviceId)).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    })
  })

  test('an own key stays with its owner; the file says where to put it', async () => {
    const { id } = await makeNetwork(world, 'own-key', 1)
    const { publicKey } = wireGuardKeyPair(new Uint8Array(randomBytes(32)))
    const device = await addDevice(world.actor, id, {
      name: 'phone',
      accessNodeId: nodeId(0),
      publicKey,
    })
    expect([device.key, device.publicKey]).toEqual(['own', publicKey])
    const { text } = await readDeviceFile(world.actor, id, device.deviceId)
    expect(text.split('\n')[0]).toMatch(/^# .*private key/)
    const rows = await world.db.wireGuardKey.findMany({ where: { networkId: id } })
    expect(rows.find((row) => row.publicKey === publicKey)?.sealedPrivate).toBeNull()
    await removeDevice(world.actor, id, device.deviceId)
    expect(await listDevices(world.actor, id)).toEqual([])
    await expect(removeDevice(world.actor, id, device.deviceId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('a key that is none is refused', async () => {
    const { id } = await makeNetwork(world, 'bad-key', 1)
    const wish = addDevice(world.actor, id, {
      name: 'x',
      accessNodeId: nodeId(0),
      publicKey: 'AAAA',
    })
    await expect(wish).rejects.toMatchObject({ code: 'INVALID_KEY' })
  })

  test('network.json goes out and comes in with its keys', async () => {
    const made = await makeNetwork(world, 'travels', 3)
    await addDevice(world.actor, made.id, { name: 'laptop', accessNodeId: nodeId(0) })
    const { fileName, text } = await exportNetworkJson(world.actor, made.id)
    expect(fileName).toBe('travels.network.json')
    const back = await importNetworkJson(world.actor, {
      file: text,
      name: 'travelled',
      gridId: world.gridId,
    })
    expect(back.design.resources).toEqual(made.design.resources)
    for (const [holder, key] of Object.entries(made.publicKeys))
      expect(back.publicKeys[holder]).toBe(key)
    const keysOf = async (networkId: string) =>
      (await world.db.wireGuardKey.findMany({ where: { networkId } }))
        .filter(({ holder }) => holder.startsWith('node:'))
        .map(({ holder, sealedPrivate }) => [holder, sealedPrivate])
        .sort()
    expect(await keysOf(back.id)).toEqual(await keysOf(made.id))
    expect(back.deviceKeys).toEqual({ 'imported-1': 'own' })
  })

  test('refuses a file that is no network and keeps nothing', async () => {
    const before = await world.db.network.count()
    const wish = importNetworkJson(world.actor, { file: '{"a":', gridId: world.gridId })
    await expect(wish).rejects.toMatchObject({ code: 'INVALID_NETWORK_FILE' })
    expect(await world.db.network.count()).toBe(before)
  })

  test('dot draws every node', async () => {
    const { id } = await makeNetwork(world, 'drawn', 3)
    const { text } = await networkDot(world.actor, id)
    for (const node of world.nodes.slice(0, 3)) expect(text).toContain(node.id)
  })

  test.each([
    ['net', 'Laptop', 'net-laptop.conf'],
    ['a-very-long-network-name', 'My Phone', 'a-very-my-phone.conf'],
    ['net', '電話', 'net.conf'],
  ])('file name of %s and %s', (network, device, expected) => {
    expect(wgFileName(network, device)).toBe(expected)
  })
})
