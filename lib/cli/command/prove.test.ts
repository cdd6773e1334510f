import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from './testing/call'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-prove-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const KEY = (letter: string) => `${letter.repeat(42)}A=`
const resource = (id: string, third: number, peer: unknown) => ({
  node_id: id,
  subnet: `10.42.${third}.0/24`,
  wg_private_key: '',
  wg_public_key: KEY(id),
  wg_listen_port: 3000,
  peers: [peer],
})
const peer = (id: string, third: number, address: string) => ({
  subnet: `10.42.${third}.0/24`,
  wg_public_key: KEY(id),
  allowed_ips: [`10.42.${third}.0/24`, `100.64.42.${third}/32`],
  endpoint: `${address}:3000`,
})
const network = {
  name: 'x',
  net_id: '',
  ip_range: '10.42.0.0/16',
  net_resources: [
    resource('a', 1, peer('b', 2, '203.0.113.2')),
    resource('b', 2, peer('a', 1, '203.0.113.1')),
  ],
}
const result = {
  type: 'result',
  matrix: { a: { b: true }, b: { a: true } },
  latency: { a: { b: 0.4 }, b: { a: 0.6 } },
  ways: [{ from: 'a', to: 'b', measured: ['a', 'b'], predicted: ['a', 'b'] }],
  agreement: { pairs: 2, agreeing: 2, differences: [] },
  buildMilliseconds: 700,
  measureMilliseconds: 900,
  peakMemoryBytes: 40 * 1024 * 1024,
}
const different = {
  ...result,
  agreement: {
    pairs: 2,
    agreeing: 1,
    differences: [
      {
        from: 'a',
        to: 'b',
        predicted: true,
        measured: false,
        reason: null,
        explanation: 'None\u001b[31m came.',
      },
    ],
  },
}

/** A helper that keeps what it was asked and prints these lines. */
async function helper(...lines: unknown[]) {
  const file = path.join(folder, 'helper.mjs')
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  await writeFile(
    file,
    `import { writeFileSync } from 'node:fs'
process.stdin.once('data', (chunk) => {
  writeFileSync(${JSON.stringify(path.join(folder, 'asked.json'))}, chunk)
  for (const line of ${JSON.stringify(texts)}) console.log(line)
  process.exit(0)
})`,
  )
  return file
}
const asked = async () =>
  JSON.parse(await readFile(path.join(folder, 'asked.json'), 'utf8')) as unknown

async function prove(args: string[], lines: unknown[], file: unknown = network) {
  const name = path.join(folder, 'network.json')
  await writeFile(name, typeof file === 'string' ? file : JSON.stringify(file))
  return call(['prove', name, ...args], { proveHelper: await helper(...lines) })
}

test('agreement ends with 0, says the figures, and needs no cockpit', async () => {
  const stage = { type: 'stage', stage: 'building', message: 'Building\u001b[2J 2 nodes.' }
  const { code, out, told } = await prove([], [stage, result])
  expect(code).toBe(0)
  expect(out).toContain('2 of 2 pairs are as predicted, 2 of them connected.')
  expect(out).toContain('Built in 0.7 s, measured in 0.9 s, 40 MiB at most.')
  expect(out).toContain('1 of 1 ways looked at are as predicted.')
  expect(told).toBe('Building [2J 2 nodes.')
})

test('the helper gets the network with the addresses its peers show', async () => {
  await prove([], [result])
  expect(await asked()).toMatchObject({
    mode: 'compat',
    network: {
      ipRange: '10.42.0.0/16',
      resources: [
        { nodeId: 'a', endpoints: ['203.0.113.1'] },
        { nodeId: 'b', endpoints: ['203.0.113.2'] },
      ],
      accessPoints: [],
    },
  })
})

test('a difference ends with 5 and is explained', async () => {
  const { code, out } = await prove([], [different])
  expect(code).toBe(5)
  expect(out).toMatch(/a +b +reached +lost +None \[31m came\./)
})

test('--json is one document with the exit code', async () => {
  const { code, out } = await prove(['--json', '--mode', 'safe'], [result])
  expect(JSON.parse(out)).toMatchObject({ ...result, mode: 'safe', assumptions: [], exit: code })
})

test.each([
  ['PROOF_UNAVAILABLE', 3],
  ['PROOF_TIMEOUT', 4],
  ['PROOF_TOO_LARGE', 1],
])('%s ends with %i', async (errorCode, expected) => {
  const error = { type: 'error', code: errorCode, message: 'It cannot be.', missing: ['No wg.'] }
  const { code, told } = await prove([], [error])
  expect([code, told]).toEqual([expected, 'It cannot be.\nNo wg.'])
})

test.each([
  ['nothing', []],
  ['no events', ['hello', '{"type":"else"}']],
])('a helper that says %s has failed', async (_, lines) => {
  expect(await prove([], lines)).toMatchObject({ code: 1, told: 'The proof ended without a word.' })
})

test('addresses that are known better are used', async () => {
  const known = path.join(folder, 'known.json')
  await writeFile(known, JSON.stringify({ a: ['203.0.113.1', '2001:db8::1'], b: [] }))
  const { told } = await prove(['--endpoints', known], [result])
  expect(await asked()).toMatchObject({
    network: { resources: [{ endpoints: ['203.0.113.1', '2001:db8::1'] }, { endpoints: [] }] },
  })
  expect(told).toContain('What is proven is the plan, not the file')
})

test.each([
  [['--mode', 'other'], network, '--mode is "other"'],
  [['--endpoints', '/nowhere'], network, 'cannot be read'],
  [[], 'hello', 'The file is no JSON'],
  [['--into', 'x'], network, 'no option --into'],
])('%j is called wrongly', async (args, file, sentence) => {
  const { code, told } = await prove(args, [result], file)
  expect([code, told]).toEqual([2, expect.stringContaining(sentence)])
})

test('addresses in another form are refused', async () => {
  const known = path.join(folder, 'known.json')
  await writeFile(known, '["203.0.113.1"]')
  const { code, told } = await prove(['--endpoints', known], [result])
  expect([code, told]).toEqual([2, expect.stringContaining('should hold JSON such as')])
})
