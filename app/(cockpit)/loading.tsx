import { SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div className="pt-13">
      <h1 className="sr-only">Loading</h1>
      <SkeletonRows rows={14} />
    </div>
  )
}
