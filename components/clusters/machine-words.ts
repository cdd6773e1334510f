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
