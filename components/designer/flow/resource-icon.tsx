import { EyeOff, Globe, Server } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import type { ResourceView } from '../model/types'

/** A globe for what devices dial, a struck eye for what nobody can dial, a machine otherwise. */
export function ResourceIcon({
  view,
}: {
  view: Pick<ResourceView, 'isAccessPoint' | 'endpointClass'>
}) {
  const Icon = view.isAccessPoint ? Globe : view.endpointClass === 'hidden' ? EyeOff : Server
  return (
    <Icon
      aria-hidden
      strokeWidth={1.5}
      className={cx('size-4 shrink-0', view.isAccessPoint ? 'text-accent' : 'text-fg-3')}
    />
  )
}
