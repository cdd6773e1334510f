import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { applyCommand } from './commands'
import { PROBLEM_CODES } from './model'
import type { NetworkDesign, NodeFacts, Problem } from './model'
import {
  add,
  build,
  CASES,
  device,
  fact,
  facts,
  KEY,
  LATER_CASES,
  net,
  set,
} from './testing/validate-cases'
import { validateDesign } from './validate'
import { candidatesOf } from './validate-candidates'

const seen = new Set<string>()
function checkWith(candidates: readonly NodeFacts[]) {
  const known = new Map([...facts, ...candidates.map((one) => [one.nodeId, one] as const)])
  return (design: NetworkDesign): Problem[] => {
    const problems = validateDesign(design, known, { candidates })
    for (const { code } of problems) seen.add(code)
    return problems
  }
}
const check = checkWith([])

const WARNINGS = new Set([
  'RANGE_IS_PUBLIC',
  'NODE_DOWN',
  'NODE_LATE',
  'PAIR_UNREACHABLE',
  'RANGE_OVERLAPS_LAN',
  'NODE_FULL',
  'ROUTER_UNFIT',
  'SINGLE_ROUTER',
  'FAMILY_MISMATCH',
])

/** The only node of the grid that is not in the designs below; the older cases know of none. */
const CANDIDATES = [fact('graz', 'Graz, AT', ['203.0.113.99', '2001:db8::99'])[1]]

describe.each([
  ...CASES.map((row) => [...row, []] as const),
  ...LATER_CASES.map((row) => [...row, CANDIDATES] as const),
])('%s', (code, commands, start, label, candidates) => {
  const design = build(...commands)
  const check = checkWith(candidates)
  const problem = check(design).find(
    (found) => found.code === code && found.message.startsWith(start),
  )

  test(`${start}…`, () => {
    expect(problem?.message ?? check(design).map(({ message }) => message)).toContain(start)
    expect(problem?.severity).toBe(WARNINGS.has(code) ? 'warning' : 'error')
    expect(problem?.message).toMatch(/^[^:]+: .+\.$/)
    expect(problem?.objects.length).toBeGreaterThan(0)
  })

  test(label ? `the fix "${label}" solves it` : 'no single command fixes it', () => {
    expect(problem?.fix?.label ?? null).toBe(label)
    if (!problem?.fix) return
    const fixed = check(applyCommand(design, problem.fix.command))
    expect(fixed.map((found) => [found.code, found.objects])).not.toContainEqual([
      code,
      problem.objects,
    ])
    const errors = (list: readonly Problem[]) => list.filter((p) => p.severity === 'error').length
    expect(errors(fixed)).toBeLessThanOrEqual(errors(check(design)))
  })
})

test('a sound design has no problem', () => {
  const design = build(
    add('ghent'),
    add('vienna'),
    add('cairo'),
    add('oslo'),
    device('ghent', { ownPublicKey: KEY }),
  )
  expect(check(design)).toEqual([])
  expect(check({ ...design, mode: 'compat' }).map(({ severity }) => severity)).toEqual(['warning'])
})

test('doubled allowed IPs that lose packets are an error, those that are lucky a warning', () => {
  const found = (...ids: string[]) =>
    check(build(...ids.map(add), net({ mode: 'compat' }))).filter(
      ({ code }) => code === 'DUPLICATE_ALLOWED_IPS',
    )
  expect(found('ghent', 'vienna', 'cairo').map(({ severity }) => severity)).toEqual(['warning'])
  const [doubled] = found('cairo', 'ghent', 'vienna')
  expect(doubled?.severity).toBe('error')
  expect(doubled?.message).toContain('the packets of 1 pair vanish')
})

test('candidates are up, with room, not in the design, and dual-stack first', () => {
  const grid = [...facts.values(), ...CANDIDATES]
  const ids = candidatesOf(grid, (nodeId) => nodeId === 'ghent').map(({ nodeId }) => nodeId)
  expect(ids).toEqual(['graz', 'vienna', 'lima', 'cairo', 'oslo'])
})

test('a node or device that stands twice is named', () => {
  const design = build(add('ghent'), device('ghent'))
  const [node, laptop] = [design.resources[0]!, design.devices[0]!]
  const problems = check({ ...design, resources: [node, node], devices: [laptop, laptop] })
  const twice = problems.filter(({ code }) => code === 'OBJECT_DUPLICATE')
  expect(twice.map(({ objects }) => objects)).toEqual([['node:ghent'], ['device:laptop']])
})

test('a device whose node left the network is told apart, with a way out', () => {
  const design = build(add('ghent'), add('vienna'), device('vienna'))
  const broken = { ...design, resources: design.resources.slice(0, 1) }
  expect(check(broken)).toEqual([
    expect.objectContaining({
      code: 'NODE_UNKNOWN',
      objects: ['device:laptop'],
      fix: {
        label: 'Dial Ghent, BE',
        command: expect.objectContaining({ patch: { accessNodeId: 'ghent' } }),
      },
    }),
  ])
})

test('pairs beyond ten are summed up', () => {
  const many = new Map(
    Array.from({ length: 10 }, (_, index) =>
      fact(`n${index}`, `City ${index}`, [index % 2 ? '203.0.113.1' : '2001:db8::1']),
    ),
  )
  const design = build(...[...many.keys()].map(add))
  const pairs = validateDesign(design, many).filter(({ code }) => code === 'PAIR_UNREACHABLE')
  expect(pairs).toHaveLength(11)
  expect(pairs.at(-1)?.message).toBe(
    'The network: 15 more pairs cannot reach each other; solve the ones above first.',
  )
})

test('nodes of one label are told apart by their key', () => {
  const twins = new Map([fact('aaaaaaaaaaaa', 'Ghent', []), fact('bbbbbbbbbbbb', 'Ghent', [])])
  const messages = validateDesign(build(add('aaaaaaaaaaaa'), add('bbbbbbbbbbbb')), twins)
  expect(messages[0]?.message).toContain('Ghent (aaaa…aaaa) and Ghent (bbbb…bbbb): hidden nodes')
})

test('no fix is offered where none is left', () => {
  const taken = Array.from({ length: 6000 }, (_, index) => 2000 + index)
  const full = new Map([fact('ghent', 'Ghent', ['203.0.113.1'], { takenPorts: taken })])
  const design = build(add('ghent'))
  expect(validateDesign(design, full)[0]).toMatchObject({ code: 'PORT_IN_USE' })
  expect(validateDesign(design, full)[0]?.fix).toBeUndefined()
  const noRange = applyCommand(design, net({ range: 'nope' }))
  const broken = applyCommand(noRange, set('ghent', { subnet: 'x' }))
  expect(
    validateDesign(broken, facts).find(({ code }) => code === 'SUBNET_INVALID')?.fix,
  ).toBeUndefined()
})

test('docs/rules.md names exactly the codes there are', () => {
  const text = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')
  const named = [...text.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(([, code]) => code)
  expect(named.sort()).toEqual([...PROBLEM_CODES].sort())
})

afterAll(() => {
  // Every code the model names is produced by a test above.
  expect([...seen].sort()).toEqual([...PROBLEM_CODES].sort())
})
