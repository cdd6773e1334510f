import { isDomainError } from '@/lib/errors/domain-error'
import { checkClusterSecret, checkSshKeys, VM_SIZES } from '@/lib/protocol/workload-limits'
import { readAddress } from './addresses'
import { attach } from './attach'
import { integer, text, texts, type Fields } from './fields'
import { attachedTo } from './networks'
import { refusal } from './refusal'
import { openText } from './sealed'
import type { Accepted, CheckContext } from './types'

/** A k3s VM: its network is there, its address is free, its secret opens, it fits. */
export function checkKubernetes(fields: Fields, context: CheckContext): Accepted {
  const size = integer(fields, 'size', 1, 2) === 2 ? 2 : 1
  const network = text(fields, 'network_id', 200)
  const ip = text(fields, 'ip')
  const attachment = attach(context, network, [ip], 'ip')
  checkOneVm(context, network)
  const { identity } = context.machine
  checkClusterSecret(openText(identity, text(fields, 'cluster_secret'), 'cluster_secret'))
  for (const master of texts(fields, 'master_ips')) readAddress(master, 'master_ips')
  checkKeys(texts(fields, 'ssh_keys'))
  return { uses: VM_SIZES[size], attachment, result: { id: context.id, ip } }
}

function checkOneVm({ live, userId }: CheckContext, network: string) {
  const other = attachedTo(live, userId, network).find(({ type }) => type === 'kubernetes')
  if (other)
    throw refusal(
      `There is already a VM in this network on this node (${other.id}); one fits. Choose another node.`,
    )
}

function checkKeys(keys: readonly string[]) {
  try {
    checkSshKeys(keys)
  } catch (error) {
    throw isDomainError(error) ? refusal(`ssh_keys: ${error.message}`) : error
  }
}
