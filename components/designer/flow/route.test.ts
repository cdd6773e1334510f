import { describe, expect, test } from 'vitest'
import { facingSides, lineMiddle, linePath, routeLines, tipPath, type Rect } from './route'

const at = (x: number, y: number): Rect => ({ x, y, width: 224, height: 96 })

test.each([
  ['right of it', at(400, 0), ['right', 'left']],
  ['left of it', at(-400, 0), ['left', 'right']],
  ['below it', at(0, 300), ['bottom', 'top']],
  ['above it', at(0, -300), ['top', 'bottom']],
  ['far right, a little below', at(900, 200), ['right', 'left']],
] as const)('a card %s is faced across the gap', (_name, other, sides) => {
  expect(facingSides(at(0, 0), other)).toEqual(sides)
})

describe('several lines on one side', () => {
  const rects = new Map([
    ['hub', at(0, 200)],
    ['top', at(600, 0)],
    ['low', at(600, 400)],
  ])
  const routed = routeLines(rects, [
    { id: 'b', from: 'hub', to: 'low' },
    { id: 'a', from: 'hub', to: 'top' },
  ])

  test('are spread in the order of where they go, so that they do not cross', () => {
    const [a, b] = [routed.get('a'), routed.get('b')]
    expect(a?.from).toEqual({ x: 224, y: 232, side: 'right' })
    expect(b?.from).toEqual({ x: 224, y: 264, side: 'right' })
  })

  test('a line to something that is not there is left out', () => {
    expect(routeLines(rects, [{ id: 'x', from: 'hub', to: 'gone' }]).size).toBe(0)
  })
})

test('a line leaves and enters at right angles and its head is 1 px off the border', () => {
  const line = {
    from: { x: 224, y: 48, side: 'right' as const },
    to: { x: 400, y: 48, side: 'left' as const },
  }
  const path = linePath(line, { from: false, to: true })
  expect(path).toMatch(/^M224 48C[\d.]+ 48 [\d.]+ 48 393 48$/)
  expect(tipPath(line.to)).toMatch(/^M399 48/)
  expect(lineMiddle(line)).toEqual({ x: 312, y: 48 })
})
