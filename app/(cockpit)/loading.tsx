import { SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div className="pt-13">
      <SkeletonRows rows={14} />
    </div>
  )
}
