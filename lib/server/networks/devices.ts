import { randomUUID } from 'node:crypto'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { parseWireGuardKey } from '@/lib/crypto/wireguard-keys'
import { applyCommand } from '@/lib/network/commands'
import type { DesignCommand, DeviceDesign } from '@/lib/network/model'
import { deviceObject } from '@/lib/network/to-peer-network'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { designOf, loadNetwork, publicKeysOf } from './row'
import { saveNetwork } from './save'

/** A device as lists show it. */
export interface DeviceView {
  /** what the address of its wg.conf carries: network id, ~, device id */
  id: string
  deviceId: string
  networkId: string
  networkName: string
  name: string
  accessNodeId: string
  subnet: string
  family: 'ipv4' | 'ipv6'
  publicKey: string
  /** who holds the private key */
  key: 'server' | 'own'
}

/** Input of a new device. */
export interface NewDevice {
  name: string
  accessNodeId: string
  family?: 'ipv4' | 'ipv6' | undefined
  publicKey?: string | undefined
}

/** Devices of a network in design order. */
export async function listDevices(actor: Actor, networkId: string): Promise<DeviceView[]> {
  requireRole(actor, 'viewer')
  const row = await loadNetwork(networkId)
  const keys = publicKeysOf(row)
  return designOf(row).devices.map((device) => ({
    id: `${row.id}~${device.id}`,
    deviceId: device.id,
    networkId: row.id,
    networkName: row.name,
    name: device.name,
    accessNodeId: device.accessNodeId,
    subnet: device.subnet,
    family: device.family,
    publicKey: device.ownPublicKey || (keys.get(deviceObject(device.id)) ?? ''),
    key: device.ownPublicKey ? 'own' : 'server',
  }))
}

// A page saves the design while a device is added: the command is simply applied to the newer one.
const TRIES = 5

async function changeDesign(
  actor: Actor,
  networkId: string,
  command: (devices: readonly DeviceDesign[]) => DesignCommand,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const row = await loadNetwork(networkId)
    const before = designOf(row)
    const design = applyCommand(before, command(before.devices))
    try {
      await saveNetwork(actor, networkId, {
        revision: row.revision,
        design: {
          ...design,
          resources: [...design.resources],
          devices: [...design.devices],
          routers: [...design.routers],
        },
      })
      return
    } catch (error) {
      if (!isDomainError(error, 'DESIGN_STALE') || tries >= TRIES) throw error
    }
  }
}

/**
 * Adds a device to the design; it joins when the network is applied next. Without a public key of its own the cockpit
 * makes its key pair.
 *
 * @throws DomainError `INVALID_KEY`, `UNKNOWN_NODE`, `RANGE_EXHAUSTED`, `NOT_FOUND`
 */
export async function addDevice(
  actor: Actor,
  networkId: string,
  input: NewDevice,
): Promise<DeviceView> {
  requireRole(actor, 'designer')
  if (input.publicKey !== undefined) parseWireGuardKey(input.publicKey)
  const id = randomUUID()
  await changeDesign(actor, networkId, () => ({
    type: 'add-device',
    id,
    name: input.name,
    accessNodeId: input.accessNodeId,
    family: input.family,
    ownPublicKey: input.publicKey,
  }))
  const added = (await listDevices(actor, networkId)).find(({ deviceId }) => deviceId === id)
  if (!added) throw noDevice(id)
  return added
}

/**
 * Takes a device out of the design.
 * @throws DomainError `NOT_FOUND`
 */
export async function removeDevice(
  actor: Actor,
  networkId: string,
  deviceId: string,
): Promise<void> {
  requireRole(actor, 'designer')
  await changeDesign(actor, networkId, (devices) => {
    if (!devices.some(({ id }) => id === deviceId)) throw noDevice(deviceId)
    return { type: 'remove-device', id: deviceId }
  })
}

/** The refusal for a device that is not in the network. */
export function noDevice(deviceId: string): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such device in this network.', { deviceId })
}
