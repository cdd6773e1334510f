import { checkHostAddress, readRange } from './addresses'
import { attachedTo, requireNetwork } from './networks'
import { refusal } from './refusal'
import type { Attachment, CheckContext } from './types'

/** Checks that a workload may sit in a network under these addresses. */
export function attach(
  context: CheckContext,
  network: string,
  ips: readonly string[],
  field: string,
): Attachment {
  const { live, userId } = context
  const subnet = readRange(requireNetwork(live, userId, network).subnet, 'subnet')
  const others = attachedTo(live, userId, network)
  for (const ip of ips) {
    checkHostAddress(ip, subnet, field)
    const owner = others.find(({ attachment }) => attachment?.ips.includes(ip))
    if (owner) throw refusal(`${field} ${ip} is taken by workload ${owner.id}.`)
  }
  if (new Set(ips).size < ips.length) throw refusal(`${field} names an address twice.`)
  return { network, ips: [...ips] }
}
