import { isDomainError } from '@/lib/errors/domain-error'
import { carriedSubnets, findCycle, tunnelAddresses } from './carried-subnets'
import { readIpv4Cidr } from './cidr'
import type { DeviceDesign, PeerNetwork, Problem, UnreachablePair } from './model'
import { planPeers } from './plan-peers'
import { deviceObject, nodeObject, toPeerNetwork } from './to-peer-network'
import { addFix } from './validate-candidates'
import type { Checked } from './validate-context'
import { freeSubnet } from './validate-addresses'
import { dialledFamilies } from './validate-devices'

/** Pairs named one by one before the rest is summed up. */
const MAX_PAIRS = 10

/** Problems that only the whole network shows: a circle, and with safe peers pairs that do not meet. */
export function reachProblems(checked: Checked): Problem[] {
  const network = toPeerNetwork(checked.design, checked.facts, {})
  return [
    ...cycleProblems(checked, network),
    ...(checked.design.mode === 'safe' ? pairProblems(checked, network) : []),
  ]
}

function cycleProblems(checked: Checked, network: PeerNetwork): Problem[] {
  if (!everySubnetParses(network)) return []
  const subnet = findCycle(carriedSubnets(network, tunnelAddresses()))
  const device = checked.design.devices.find((candidate) => candidate.subnet === subnet)
  if (subnet === null || !device) return []
  return [
    {
      code: 'NETWORK_CYCLE',
      severity: 'error',
      objects: [deviceObject(device.id)],
      message: `${device.name}: its subnet ${subnet} leads back to itself through its access node; give it a free /24.`,
      ...cycleFix(checked, device),
    },
  ]
}

function cycleFix(checked: Checked, device: DeviceDesign): Pick<Problem, 'fix'> {
  const subnet = freeSubnet(checked, true)
  const command = { type: 'set-device', id: device.id, patch: { subnet: subnet ?? '' } } as const
  return subnet ? { fix: { label: `Use ${subnet}`, command } } : {}
}

function pairProblems(checked: Checked, network: PeerNetwork): Problem[] {
  const pairs = safeUnreachable(network).flatMap((pair) => namedPair(checked, pair) ?? [])
  const shown = pairs.slice(0, MAX_PAIRS).map(({ places, objects, reason }): Problem => ({
    code: 'PAIR_UNREACHABLE',
    severity: 'warning',
    objects,
    message: `${places.join(' and ')}: they cannot reach each other. ${reason}`,
    ...(needsBoth(reason) ? addFix(checked, ['dual']) : {}),
  }))
  const rest = pairs.length - shown.length
  if (rest === 0) return shown
  const message = `The network: ${rest} more ${rest === 1 ? 'pair' : 'pairs'} cannot reach each other; solve the ones above first.`
  return [
    ...shown,
    { code: 'PAIR_UNREACHABLE', severity: 'warning', objects: ['network'], message },
  ]
}

/** Whether a node with both families in the network would connect the pair. */
const needsBoth = (reason: string) => reason.includes('no node with both families')

/** Subnets in trouble have their own problems; nothing can be planned on them. */
function safeUnreachable(network: PeerNetwork): readonly UnreachablePair[] {
  try {
    return planPeers(network, { mode: 'safe' }).unreachable
  } catch (error) {
    if (isDomainError(error)) return []
    throw error
  }
}

interface NamedPair {
  places: [string, string]
  objects: string[]
  reason: string
}

/** Null when an end has a problem of its own that says the same, so that one fault is told once. */
function namedPair(checked: Checked, { from, to, reason }: UnreachablePair): NamedPair | null {
  const [first, second] = [endOf(checked, from), endOf(checked, to)]
  if (!first || !second) return null
  return { places: [first.place, second.place], objects: [first.object, second.object], reason }
}

function endOf(checked: Checked, end: string): { place: string; object: string } | null {
  const { design, facts, nodeLabel } = checked
  const resource = design.resources.find(({ nodeId }) => nodeId === end)
  if (resource) return facts.has(end) ? { place: nodeLabel(end), object: nodeObject(end) } : null
  const device = design.devices[Number(end.replace(/^device:/, ''))]
  if (!device) return null
  const access = design.resources.find(({ nodeId }) => nodeId === device.accessNodeId)
  if (!access || !dialledFamilies(checked, access).has(device.family)) return null
  return { place: device.name, object: deviceObject(device.id) }
}

function everySubnetParses({ resources, accessPoints }: PeerNetwork): boolean {
  return [...resources, ...accessPoints].every(({ subnet }) => readIpv4Cidr(subnet) !== null)
}
