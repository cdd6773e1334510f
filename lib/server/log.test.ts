import { afterEach, expect, it, vi } from 'vitest'
import { log } from './log'

afterEach(() => vi.restoreAllMocks())
function lineOf(run: () => void): Record<string, unknown> {
  const lines: string[] = []
  const write = (line: unknown) => lines.push(String(line)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(write)
  vi.spyOn(process.stderr, 'write').mockImplementation(write)
  run()
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>
}

it('writes one line of JSON', () => {
  const line = lineOf(() =>
    log('info', 'two\nlines', { gridId: 'g', n: 5n, bytes: new Uint8Array(3) }),
  )
  expect(line).toMatchObject({
    level: 'info',
    message: 'two\nlines',
    gridId: 'g',
    n: '5',
    bytes: '[3 bytes]',
  })
})

it.each([
  'password',
  'apiToken',
  'COCKPIT_SECRET',
  'seed',
  'sealedSeed',
  'privateKey',
  'cookie',
  'Authorization',
  'setupCode',
])('hides %s, wherever it stands', (name) => {
  const line = lineOf(() =>
    log('warn', 'x', { [name]: 'hunter2', deep: { list: [{ [name]: 'hunter2' }] } }),
  )
  expect(JSON.stringify(line)).not.toContain('hunter2')
})

it('keeps what an error says and cuts long texts', () => {
  const error = Object.assign(new Error('boom', { cause: new Error('why') }), { code: 'P1008' })
  const line = lineOf(() => log('error', 'x', { error, text: 'a'.repeat(9000) }))
  expect(line['error']).toMatchObject({
    name: 'Error',
    message: 'boom',
    code: 'P1008',
    cause: 'why',
  })
  expect(String(line['text'])).toHaveLength(4001)
})
