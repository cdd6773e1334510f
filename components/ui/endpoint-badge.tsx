import type { NodeView } from '@/lib/schemas/views'
import { cx } from './cx'
import { Tag } from './tag'

type EndpointClass = NodeView['endpointClass']

const LOOK = {
  dual: { word: 'dual', dot: 'bg-ok', title: 'Dialled over IPv4 and IPv6' },
  ipv4: { word: 'IPv4', dot: 'bg-info', title: 'Dialled over IPv4 only' },
  ipv6: { word: 'IPv6', dot: 'bg-info', title: 'Dialled over IPv6 only' },
  hidden: {
    word: 'hidden',
    dot: 'ring-1 ring-inset ring-line',
    title: 'No public endpoint: it dials out, nobody dials it',
  },
} as const satisfies Record<EndpointClass, { word: string; dot: string; title: string }>

/** How a node can be dialled: dot and word, dashed when it cannot. */
export function EndpointBadge({
  endpointClass,
  className,
}: {
  endpointClass: EndpointClass
  className?: string
}) {
  const { word, dot, title } = LOOK[endpointClass]
  return (
    <Tag
      variant={endpointClass === 'hidden' ? 'dashed' : 'outline'}
      title={title}
      className={className}
    >
      <i aria-hidden className={cx('size-[5px] rounded-full', dot)} />
      {word}
    </Tag>
  )
}
