import { DomainError } from '@/lib/errors/domain-error'
import { freeListenPort, nextDeviceSubnet, nextSubnet } from './addressing'
import { parseRange, readIpv4Cidr, subnetAt } from './cidr'
import type { DesignCommand, DeviceDesign, NetworkDesign, ResourceDesign } from './model'

type Command<Type extends DesignCommand['type']> = Extract<DesignCommand, { type: Type }>

/** A network without nodes, in safe mode. */
export function emptyDesign(name: string, range: string): NetworkDesign {
  return { name, range, mode: 'safe', resources: [], devices: [], routers: [] }
}

/**
 * Answers the design after a command; the old one stays as it was. Adding what is there or changing what is not there
 * answers the same design. No command moves a subnet or port that it does not name.
 *
 * @throws DomainError `RANGE_EXHAUSTED`, `PORT_RANGE_EXHAUSTED`, `INVALID_CIDR` (adding to a network with a bad range),
 *   `UNKNOWN_NODE` (a device on a node that is not in the network)
 */
export function applyCommand(design: NetworkDesign, command: DesignCommand): NetworkDesign {
  switch (command.type) {
    case 'add-resource':
      return addResource(design, command)
    case 'remove-resource':
      return removeResource(design, command.nodeId)
    case 'set-resource':
      return setResource(design, command)
    case 'add-device':
      return addDevice(design, command)
    case 'remove-device':
      return removeDevice(design, command.id)
    case 'set-device':
      return setDevice(design, command)
    case 'set-network':
      return setNetwork(design, command.patch)
  }
}

function addResource(design: NetworkDesign, command: Command<'add-resource'>): NetworkDesign {
  if (hasResource(design, command.nodeId)) return design
  const resource: ResourceDesign = {
    nodeId: command.nodeId,
    subnet: nextSubnet(design),
    listenPort: freeListenPort(command.takenPorts, command.seed),
    forceHidden: false,
  }
  return { ...design, resources: [...design.resources, resource] }
}

function removeResource(design: NetworkDesign, nodeId: string): NetworkDesign {
  if (!hasResource(design, nodeId) && !design.routers.includes(nodeId)) return design
  return {
    ...design,
    resources: design.resources.filter((resource) => resource.nodeId !== nodeId),
    devices: design.devices.filter((device) => device.accessNodeId !== nodeId),
    routers: design.routers.filter((router) => router !== nodeId),
  }
}

function setResource(design: NetworkDesign, command: Command<'set-resource'>): NetworkDesign {
  const resources = patchOne(
    design.resources,
    ({ nodeId }) => nodeId === command.nodeId,
    command.patch,
  )
  return resources === design.resources ? design : { ...design, resources }
}

function addDevice(design: NetworkDesign, command: Command<'add-device'>): NetworkDesign {
  if (design.devices.some(({ id }) => id === command.id)) return design
  if (!hasResource(design, command.accessNodeId))
    throw new DomainError(
      'UNKNOWN_NODE',
      'The node this device should dial is not in the network; add the node first or choose another one.',
      { nodeId: command.accessNodeId },
    )
  const device: DeviceDesign = {
    id: command.id,
    name: command.name,
    accessNodeId: command.accessNodeId,
    subnet: nextDeviceSubnet(design),
    family: command.family ?? 'ipv4',
    ...(command.ownPublicKey === undefined ? {} : { ownPublicKey: command.ownPublicKey }),
  }
  return { ...design, devices: [...design.devices, device] }
}

function removeDevice(design: NetworkDesign, id: string): NetworkDesign {
  const devices = design.devices.filter((device) => device.id !== id)
  return devices.length === design.devices.length ? design : { ...design, devices }
}

function setDevice(design: NetworkDesign, command: Command<'set-device'>): NetworkDesign {
  const devices = patchOne(design.devices, ({ id }) => id === command.id, command.patch)
  return devices === design.devices ? design : { ...design, devices }
}

function setNetwork(design: NetworkDesign, patch: Command<'set-network'>['patch']): NetworkDesign {
  const changed = patched(design, patch)
  return changed.range === design.range ? changed : rehome(changed)
}

/** Moves every subnet into the new range, keeping its third octet. A range that is none changes nothing else. */
function rehome(design: NetworkDesign): NetworkDesign {
  const range = readRange(design.range)
  if (!range) return design
  const move = <Item extends { subnet: string }>(item: Item): Item => {
    const subnet = readIpv4Cidr(item.subnet)
    return subnet?.prefix === 24
      ? { ...item, subnet: subnetAt(range, (subnet.address >>> 8) & 255) }
      : item
  }
  return { ...design, resources: design.resources.map(move), devices: design.devices.map(move) }
}

function readRange(text: string) {
  try {
    return parseRange(text)
  } catch {
    return null
  }
}

function hasResource(design: NetworkDesign, nodeId: string): boolean {
  return design.resources.some((resource) => resource.nodeId === nodeId)
}

/** Fields of a device that may be taken back. */
const CAN_GO: ReadonlySet<string> = new Set(['ownPublicKey', 'mtu'])

/** The same array when nothing changes, so that undo sees no empty step. */
function patchOne<Item extends object>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
  patch: NoInfer<Partial<Item>>,
): readonly Item[] {
  const next = items.map((item) => (matches(item) ? patched(item, patch) : item))
  return next.some((item, index) => item !== items[index]) ? next : items
}

function patched<Item extends object>(item: Item, patch: NoInfer<Partial<Item>>): Item {
  const entries = Object.entries(patch) as [keyof Item, Item[keyof Item]][]
  // Undefined says nothing about a required field; it takes back an optional one.
  const changes = entries.filter(
    ([key, value]) => item[key] !== value && (value !== undefined || CAN_GO.has(String(key))),
  )
  return changes.length === 0 ? item : { ...item, ...Object.fromEntries(changes) }
}
