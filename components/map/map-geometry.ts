import { LAND_ROWS } from './land'

/** Equirectangular, 720 × 268 units; the left edge is 168° west so that Chukotka stays with Asia. */
export const MAP_WIDTH = 720
export const MAP_HEIGHT = 268
const UNITS_PER_DEGREE = 2.0237
const GREENWICH_X = 339.9
const EQUATOR_Y = 172
const WEST_EDGE = -168
/** distance of land dots; odd rows are shifted by half of it */
export const DOT_STEP = 5.5
const FIRST_X = 4
const FIRST_Y = 4

export function project(latitude: number, longitude: number): { x: number; y: number } {
  const east = longitude < WEST_EDGE ? longitude + 360 : longitude
  return {
    x: round(GREENWICH_X + east * UNITS_PER_DEGREE),
    y: round(Math.min(MAP_HEIGHT - 2, Math.max(2, EQUATOR_Y - latitude * UNITS_PER_DEGREE))),
  }
}

/** One path for all land: a run is a line, drawn as dots by `stroke-dasharray="0 5.5"` with round caps. */
export function landPath(): string {
  return LAND_ROWS.map((row, index) => {
    const left = FIRST_X + (index % 2 === 0 ? 0 : DOT_STEP / 2)
    const y = round(FIRST_Y + index * DOT_STEP)
    return row
      .split(' ')
      .filter(Boolean)
      .map((run) => runPath(run, left, y))
      .join('')
  }).join('')
}

function runPath(run: string, left: number, y: number): string {
  const [column = 0, length = 1] = run.split('+').map(Number)
  // A hair longer than the dots, so that rounding never loses the last one.
  return `M${round(left + column * DOT_STEP)} ${y}h${round((length - 1) * DOT_STEP + 0.1)}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
