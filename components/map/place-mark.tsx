import { cx } from '@/components/ui/cx'
import { placeWords, toneOf, type Place } from './places'

const FILL = { ok: 'fill-ok', warn: 'fill-warn', err: 'fill-err' } as const

/** Size says how many nodes, shape and colour how they are: disc, triangle, square. */
export function PlaceMark({ place }: { place: Place }) {
  const size = 2.8 + Math.min(2.6, Math.log2(place.nodes + 1) * 0.45)
  const tone = toneOf(place)
  return (
    <path
      d={SHAPES[tone](place.x, place.y, size)}
      strokeWidth="1"
      className={cx('stroke-surface', FILL[tone])}
    >
      <title>{placeWords(place)}</title>
    </path>
  )
}

const SHAPES = {
  ok: (x: number, y: number, r: number) =>
    `M${n(x - r)} ${y}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`,
  warn: (x: number, y: number, r: number) =>
    `M${x} ${n(y - r * 1.15)}L${n(x + r * 1.15)} ${n(y + r * 0.9)}H${n(x - r * 1.15)}Z`,
  err: (x: number, y: number, r: number) =>
    `M${n(x - r * 0.9)} ${n(y - r * 0.9)}h${n(r * 1.8)}v${n(r * 1.8)}h${n(r * -1.8)}Z`,
}

function n(value: number): number {
  return Math.round(value * 100) / 100
}
