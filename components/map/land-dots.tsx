import { DOT_STEP, landPath } from './map-geometry'

const LAND = landPath()

/** The land, drawn on the server: pages get one path, not a library or its data. */
export function LandDots() {
  return (
    <path
      d={LAND}
      fill="none"
      stroke="var(--land)"
      strokeWidth="2.3"
      strokeLinecap="round"
      strokeDasharray={`0 ${DOT_STEP}`}
    />
  )
}
