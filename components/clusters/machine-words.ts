import { VM_SIZES } from '@/lib/protocol/workload-limits'
import type { VmSize } from '@/lib/kubernetes/model'

/** `1 vCPU, 2 GiB` */
export function sizeWords(size: VmSize): string {
  const { cru, mru } = VM_SIZES[size]
  return `${cru} vCPU, ${mru} GiB`
}

/** `1 vCPU, 2 GiB memory, 50 GiB disk` */
export function sizeSentence(size: VmSize): string {
  const { cru, mru, sru } = VM_SIZES[size]
  return `${cru} vCPU, ${mru} GiB memory, ${sru} GiB disk`
}

/** `master Ghent BE, workers Vienna AT and Lochristi BE`; from the fourth worker on only how many. */
export function machinesWords(
  machines: readonly { role: 'master' | 'worker'; label: string }[],
): string {
  const master = machines.find(({ role }) => role === 'master')
  const workers = machines.filter(({ role }) => role === 'worker').map(({ label }) => label)
  const first = master ? `master ${master.label}` : 'no master yet'
  if (workers.length === 0) return first
  if (workers.length > 3) return `${first}, ${workers.length} workers`
  const last = workers.at(-1) ?? ''
  const list = workers.length === 1 ? last : `${workers.slice(0, -1).join(', ')} and ${last}`
  return `${first}, ${workers.length === 1 ? 'worker' : 'workers'} ${list}`
}
