import { expect, test } from 'vitest'
import { applyCommand, emptyDesign } from './commands'
import { autoLayout, CARD_SIZE, DEVICE_SIZE } from './layout'
import type { DesignCommand, Positions } from './model'

const add = (count: number): DesignCommand[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'add-resource',
    nodeId: `n${index}`,
    takenPorts: [],
    seed: index,
  }))
const devices = (count: number): DesignCommand[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'add-device',
    id: `d${index}`,
    name: 'x',
    accessNodeId: `n${index % 3}`,
  }))
const build = (commands: DesignCommand[]) =>
  commands.reduce(applyCommand, emptyDesign('net', '10.42.0.0/16'))

function overlapping(positions: Positions): string[] {
  const boxes = Object.entries(positions).map(([id, at]) => ({
    id,
    ...at,
    ...(id.startsWith('device:') ? DEVICE_SIZE : CARD_SIZE),
  }))
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.id} ${b.id}`),
  )
}

test.each([
  [0, 0],
  [1, 1],
  [3, 2],
  [40, 12],
  [245, 9],
])(
  '%i nodes and %i devices: everything placed, nothing on top of anything, on the dots',
  (nodes, count) => {
    const design = build([...add(nodes), ...devices(count)])
    const positions = autoLayout(design, {}, new Set(['n1', 'n5']))
    expect(Object.keys(positions)).toHaveLength(nodes + count)
    expect(overlapping(positions)).toEqual([])
    expect(Object.values(positions).every(({ x, y }) => x % 16 === 0 && y % 16 === 0)).toBe(true)
    expect(autoLayout(design, {}, new Set(['n1', 'n5']))).toEqual(positions)
  },
)

test('what has a position keeps it, the rest goes around it', () => {
  const design = build(add(6))
  const known = { 'node:n4': { x: 8, y: 8 }, 'node:gone': { x: 0, y: 0 } }
  const positions = autoLayout(design, known)
  expect(positions['node:n4']).toEqual({ x: 8, y: 8 })
  expect(positions['node:gone']).toBeUndefined()
  expect(overlapping(positions)).toEqual([])
})

test('devices stand above nodes, hidden nodes below', () => {
  const design = build([...add(3), ...devices(1)])
  const positions = autoLayout(design, {}, new Set(['n2']))
  const y = (id: string) => positions[id]?.y ?? NaN
  expect(y('device:d0')).toBeLessThan(y('node:n0'))
  expect(y('node:n0')).toBeLessThan(y('node:n2'))
})
