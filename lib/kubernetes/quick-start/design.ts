import { DomainError } from '@/lib/errors/domain-error'
import { freeListenPort } from '@/lib/network/addressing'
import { parseRange, subnetAt, type Ipv4Cidr } from '@/lib/network/cidr'
import type { DeviceDesign, NetworkDesign, ResourceDesign } from '@/lib/network/model'
import type { ClusterDesign, VmSize } from '../model'
import type { NodeChoice } from './choose-nodes'
import type { QuickNode } from './nodes'

/** Third octets: x.1 is kept for an access point of its own, the master has x.2, devices start here and go down. */
const ACCESS_OCTET = 1
const MASTER_OCTET = 2
const TOP_DEVICE_OCTET = 245

/** What is to be built, with its nodes chosen. */
export interface QuickStart {
  name: string
  /** /16 without host bits */
  range: string
  size: VmSize
  sshKeys: readonly string[]
  choice: NodeChoice
  devices: readonly { id: string; name: string }[]
}

/** Most machines a range carries beside so many devices. */
export function mostMachines(devices: number): number {
  return TOP_DEVICE_OCTET - devices + 1 - MASTER_OCTET
}

/**
 * Refuses more machines than have a subnet of their own.
 *
 * @throws DomainError `RANGE_EXHAUSTED`
 */
export function requireRoom(machines: number, devices: number): void {
  const most = mostMachines(devices)
  if (machines <= most) return
  throw new DomainError(
    'RANGE_EXHAUSTED',
    `A range has room for ${most} machines beside ${devices} ${devices === 1 ? 'device' : 'devices'}, and ${machines} were asked for: machines have x.x.${MASTER_OCTET}.0/24 and upwards, devices x.x.${TOP_DEVICE_OCTET}.0/24 and downwards. Ask for at most ${most}.`,
  )
}

/**
 * Network and cluster of a quick start. Master x.x.2.2, workers x.x.3.2 and upwards, devices from x.x.245.0/24
 * downwards; x.x.1.0/24 only when the access point is a node of its own. Nothing collides.
 *
 * @throws DomainError `RANGE_EXHAUSTED`, `INVALID_CIDR`, `PORT_RANGE_EXHAUSTED`
 */
export function quickStartDesign(start: QuickStart): {
  network: NetworkDesign
  cluster: ClusterDesign
} {
  const { name, size, choice, devices, sshKeys } = start
  const range = parseRange(start.range)
  requireRoom(choice.machines.length, devices.length)
  const machines = choice.machines.map((node, index) =>
    resource(node, subnetAt(range, MASTER_OCTET + index)),
  )
  const access = choice.hasOwnAccess ? [resource(choice.access, subnetAt(range, ACCESS_OCTET))] : []
  return {
    network: {
      name,
      range: range.text,
      mode: 'safe',
      resources: [...access, ...machines],
      devices: devices.map((device, index) => deviceOf(device, index, choice, range)),
      routers: [],
    },
    cluster: {
      name,
      machines: machines.map(({ nodeId, subnet }, index) => ({
        nodeId,
        role: index === 0 ? 'master' : 'worker',
        size,
        ip: subnet.replace(/0\/24$/, '2'),
      })),
      sshKeys,
    },
  }
}

function resource(node: QuickNode, subnet: string): ResourceDesign {
  const listenPort = freeListenPort(node.takenPorts, seedOf(node.nodeId))
  return { nodeId: node.nodeId, subnet, listenPort, forceHidden: false }
}

function deviceOf(
  { id, name }: { id: string; name: string },
  index: number,
  { access }: NodeChoice,
  range: Ipv4Cidr,
): DeviceDesign {
  const subnet = subnetAt(range, TOP_DEVICE_OCTET - index)
  return { id, name, accessNodeId: access.nodeId, subnet, family: 'ipv4' }
}

/** The same node starts looking for a port at the same place, so that what was shown is what is built. */
function seedOf(text: string): number {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  return hash
}
