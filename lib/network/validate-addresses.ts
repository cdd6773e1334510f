import { isDomainError } from '@/lib/errors/domain-error'
import { originalTunnelAddress } from '@/lib/wireguard/tunnel-address'
import { nextDeviceSubnet, nextSubnet } from './addressing'
import { overlaps, parseSubnet, readIpv4Cidr } from './cidr'
import type { DesignCommand, Problem, ProblemCode } from './model'
import { deviceObject, nodeObject } from './to-peer-network'
import { sentenceAfterPlace } from './validate-context'
import type { Checked } from './validate-context'

/** A node or device with a subnet. */
interface Holder {
  object: string
  place: string
  subnet: string
  /** canonical text, or the text as typed when it is no CIDR */
  canonical: string
  moveTo: (subnet: string) => DesignCommand
  isDevice: boolean
}

/** Problems of subnets: each in itself, then each against those before it. */
export function addressProblems(checked: Checked): Problem[] {
  const holders = holdersOf(checked)
  return holders.flatMap((holder, index) => {
    const own = ownProblem(checked, holder)
    const clash = holders.slice(0, index).find((other) => overlaps(other.subnet, holder.subnet))
    const twin = clash
      ? undefined
      : holders.slice(0, index).find((other) => sameTunnel(other, holder))
    return [
      ...(own ? [own] : []),
      ...(clash ? [clashProblem(checked, clash, holder)] : []),
      ...(twin ? [tunnelProblem(checked, twin, holder)] : []),
    ]
  })
}

function holdersOf({ design, nodeLabel }: Checked): Holder[] {
  const canonical = (subnet: string) => readIpv4Cidr(subnet)?.text ?? subnet
  const nodes = design.resources.map(({ nodeId, subnet }) => ({
    object: nodeObject(nodeId),
    place: nodeLabel(nodeId),
    subnet,
    canonical: canonical(subnet),
    isDevice: false,
    moveTo: (to: string): DesignCommand => ({
      type: 'set-resource',
      nodeId,
      patch: { subnet: to },
    }),
  }))
  const devices = design.devices.map(({ id, name, subnet }) => ({
    object: deviceObject(id),
    place: name,
    subnet,
    canonical: canonical(subnet),
    isDevice: true,
    moveTo: (to: string): DesignCommand => ({ type: 'set-device', id, patch: { subnet: to } }),
  }))
  return [...nodes, ...devices]
}

function ownProblem(checked: Checked, holder: Holder): Problem | null {
  try {
    parseSubnet(holder.subnet, checked.range ?? undefined)
    return null
  } catch (error) {
    if (!isDomainError(error)) throw error
    const code = error.code === 'SUBNET_OUTSIDE' ? 'SUBNET_OUTSIDE' : 'SUBNET_INVALID'
    return problem(checked, holder, code, [holder.object], sentenceAfterPlace(error.message))
  }
}

function clashProblem(checked: Checked, first: Holder, holder: Holder): Problem {
  const objects = [holder.object, first.object]
  if (first.canonical === holder.canonical) {
    const text = `${holder.canonical} is already the subnet of ${first.place}; choose another /24.`
    return problem(checked, holder, 'SUBNET_DUPLICATE', objects, text)
  }
  const text = `${holder.canonical} overlaps ${first.canonical} of ${first.place}; choose another /24.`
  return problem(checked, holder, 'SUBNET_OVERLAP', objects, text)
}

/** Tunnel addresses are made of the second and third octet: subnets that share these share the address. */
function sameTunnel(a: Holder, b: Holder): boolean {
  const [first, second] = [tunnelOf(a.canonical), tunnelOf(b.canonical)]
  return first !== null && first === second
}

function tunnelOf(subnet: string): string | null {
  return readIpv4Cidr(subnet) ? originalTunnelAddress(subnet) : null
}

function tunnelProblem(checked: Checked, first: Holder, holder: Holder): Problem {
  const objects = [holder.object, first.object]
  const text = `its tunnel address ${tunnelOf(holder.canonical) ?? ''} is also that of ${first.place}; choose another /24.`
  return problem(checked, holder, 'TUNNEL_COLLISION', objects, text)
}

function problem(
  checked: Checked,
  holder: Holder,
  code: ProblemCode,
  objects: string[],
  text: string,
): Problem {
  const message = `${holder.place}: ${text}`
  return { code, severity: 'error', objects, message, ...subnetFix(checked, holder) }
}

function subnetFix(checked: Checked, holder: Holder): Pick<Problem, 'fix'> {
  const subnet = freeSubnet(checked, holder.isDevice)
  return subnet ? { fix: { label: `Use ${subnet}`, command: holder.moveTo(subnet) } } : {}
}

/** Next free subnet for a node or a device; null when the range is bad or full. */
export function freeSubnet({ design, range }: Checked, forDevice: boolean): string | null {
  if (!range) return null
  try {
    return forDevice ? nextDeviceSubnet(design) : nextSubnet(design)
  } catch {
    return null
  }
}
