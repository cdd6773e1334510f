import { familyOf } from './endpoints'
import type { DeviceDesign, Problem, ResourceDesign } from './model'
import { deviceObject } from './to-peer-network'
import type { Checked } from './validate-context'

type Family = DeviceDesign['family']

/** 32 bytes in base64: the last character before `=` carries only four bits. */
const WIREGUARD_KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/
const FAMILY_WORD = { ipv4: 'IPv4', ipv6: 'IPv6' } as const

/** Problems of devices: named twice, own key, access node. */
export function deviceProblems(checked: Checked): Problem[] {
  const { devices } = checked.design
  return devices.flatMap((device, index) => {
    const earlier = devices.slice(0, index)
    return [
      ...(earlier.some(({ id }) => id === device.id) ? [duplicateDevice(device)] : []),
      ...keyProblems(device, earlier),
      ...mtuProblems(device),
      ...accessProblems(checked, device),
    ]
  })
}

/** Families a resource of the design can be dialled on; none when it is hidden or unknown. */
export function dialledFamilies({ facts }: Checked, resource: ResourceDesign): ReadonlySet<Family> {
  const endpoints = resource.forceHidden ? [] : (facts.get(resource.nodeId)?.endpoints ?? [])
  return new Set(endpoints.map(familyOf))
}

function duplicateDevice({ id, name }: DeviceDesign): Problem {
  return {
    code: 'OBJECT_DUPLICATE',
    severity: 'error',
    objects: [deviceObject(id)],
    message: `${name}: another device has the same id ${id}; remove one of the two.`,
  }
}

function keyProblems(
  { id, name, ownPublicKey }: DeviceDesign,
  earlier: readonly DeviceDesign[],
): Problem[] {
  if (ownPublicKey === undefined) return []
  const base = {
    code: 'DEVICE_KEY_INVALID' as const,
    severity: 'error' as const,
    objects: [deviceObject(id)],
  }
  if (!WIREGUARD_KEY.test(ownPublicKey)) {
    const message = `${name}: its public key is not 32 bytes in base64; paste what \`wg pubkey\` prints.`
    return [{ ...base, message }]
  }
  const twin = earlier.find((device) => device.ownPublicKey === ownPublicKey)
  if (!twin) return []
  const message = `${name}: its public key is also that of ${twin.name}; make a key of its own.`
  return [{ ...base, message, objects: [deviceObject(id), deviceObject(twin.id)] }]
}

/** IPv6 needs 1280 bytes on every link; a node's WireGuard interface has 1420 and drops or splits what is larger. */
export const DEVICE_MTU = { least: 1280, most: 1420 } as const

function mtuProblems({ id, name, mtu }: DeviceDesign): Problem[] {
  if (mtu === undefined || (mtu >= DEVICE_MTU.least && mtu <= DEVICE_MTU.most)) return []
  const nearest = mtu < DEVICE_MTU.least ? DEVICE_MTU.least : DEVICE_MTU.most
  const why =
    mtu < DEVICE_MTU.least ? 'less than IPv6 can work with' : 'more than the tunnels carry'
  return [
    {
      code: 'MTU_INVALID',
      severity: 'error',
      objects: [deviceObject(id)],
      message: `${name}: an MTU of ${mtu} is ${why}; use ${DEVICE_MTU.least} to ${DEVICE_MTU.most}.`,
      fix: {
        label: `Use ${nearest}`,
        command: { type: 'set-device', id, patch: { mtu: nearest } },
      },
    },
  ]
}

function accessProblems(checked: Checked, device: DeviceDesign): Problem[] {
  const { design, facts, nodeLabel } = checked
  const place = device.name
  const base = { severity: 'error' as const, objects: [deviceObject(device.id)] }
  const resource = design.resources.find(({ nodeId }) => nodeId === device.accessNodeId)
  if (!resource) {
    const message = `${place}: the node it dials is not in the network; choose another one.`
    return [{ code: 'NODE_UNKNOWN', ...base, message, ...moveFix(checked, device) }]
  }
  // An unknown node has its own problem; nothing can be said about its endpoints.
  if (!facts.has(resource.nodeId)) return []
  const families = dialledFamilies(checked, resource)
  const access = nodeLabel(resource.nodeId)
  if (families.size === 0) {
    const message = `${place}: ${access} is hidden and cannot be dialled; choose an access node with a public address.`
    const fix = moveFix(checked, device) ?? unhideFix(checked, resource, device)
    return [{ code: 'HIDDEN_ACCESS_POINT', ...base, message, ...fix }]
  }
  if (families.has(device.family)) return []
  const other: Family = device.family === 'ipv4' ? 'ipv6' : 'ipv4'
  const message = `${place}: ${access} has no public ${FAMILY_WORD[device.family]} address; dial it over ${FAMILY_WORD[other]} or choose another node.`
  const command = { type: 'set-device', id: device.id, patch: { family: other } } as const
  return [
    {
      code: 'ENDPOINT_FAMILY',
      ...base,
      message,
      fix: { label: `Use ${FAMILY_WORD[other]}`, command },
    },
  ]
}

/** Moves the device to a node that can be dialled: one of its own family first. */
function moveFix(checked: Checked, device: DeviceDesign): Pick<Problem, 'fix'> | null {
  const options = checked.design.resources.filter(
    (resource) => dialledFamilies(checked, resource).size > 0,
  )
  const target =
    options.find((resource) => dialledFamilies(checked, resource).has(device.family)) ?? options[0]
  if (!target) return null
  const families = dialledFamilies(checked, target)
  const family = families.has(device.family) ? device.family : [...families][0]
  const patch = { accessNodeId: target.nodeId, ...(family === device.family ? {} : { family }) }
  const label = `Dial ${checked.nodeLabel(target.nodeId)}`
  return { fix: { label, command: { type: 'set-device', id: device.id, patch } } }
}

/** With nobody else to dial, the node that was made hidden by hand is dialled again. */
function unhideFix(
  checked: Checked,
  resource: ResourceDesign,
  { family }: DeviceDesign,
): Pick<Problem, 'fix'> {
  const shown = { ...resource, forceHidden: false }
  if (!resource.forceHidden || !dialledFamilies(checked, shown).has(family)) return {}
  const { nodeId } = resource
  const command = { type: 'set-resource', nodeId, patch: { forceHidden: false } } as const
  return { fix: { label: `Use the addresses of ${checked.nodeLabel(nodeId)}`, command } }
}
