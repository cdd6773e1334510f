// Stands in for the proof's helper process: speaks its contract, or breaks it in the way its first argument names.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [mode, file] = process.argv.slice(2)
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`)
const note = (value) => file && writeFileSync(file, JSON.stringify(value))
const request = await new Promise((resolve) =>
  createInterface({ input: process.stdin }).once('line', (line) => resolve(JSON.parse(line))),
)
const names = [
  ...request.network.resources.map(({ nodeId }) => nodeId),
  ...request.network.accessPoints.map((_, index) => `device:${index}`),
]
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })))
const isLost = ({ from, to }) => mode === 'differ' && from === names[0] && to === names[1]
const grid = (valueOf) =>
  Object.fromEntries(
    names.map((from) => [
      from,
      Object.fromEntries(
        pairs.filter((pair) => pair.from === from).map((pair) => [pair.to, valueOf(pair)]),
      ),
    ]),
  )

function measure() {
  say({ type: 'built', milliseconds: 5, namespaces: 9, wireguard: 'userspace' })
  say({ type: 'stage', stage: 'measuring', message: 'Pinging.' })
  for (const pair of pairs)
    say({ type: 'pair', ...pair, reached: !isLost(pair), milliseconds: isLost(pair) ? null : 0.4 })
  const lost = pairs.filter(isLost)
  say({
    type: 'result',
    matrix: grid((pair) => !isLost(pair)),
    latency: grid(() => 0.4),
    agreement: {
      pairs: pairs.length,
      agreeing: pairs.length - lost.length,
      differences: lost.map((pair) => ({
        ...pair,
        predicted: true,
        measured: false,
        reason: null,
        explanation: 'Nothing came back: no handshake ever.',
      })),
    },
    buildMilliseconds: 5,
    measureMilliseconds: 6,
    peakMemoryBytes: 7,
  })
  process.exit(0)
}

const MODES = {
  good: measure,
  differ: measure,
  noted: () => {
    note({ env: process.env, request })
    measure()
  },
  // Neither it nor its child ends when asked.
  stubborn: () => {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {})
    const source = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"
    const child = spawn(process.execPath, ['-e', source], { stdio: 'inherit' })
    note([process.pid, child.pid])
    say({ type: 'stage', stage: 'building', message: 'Building for ever.' })
    setInterval(() => {}, 1000)
  },
  garbage: () => {
    process.stdout.write('Segmentation fault\n')
    setInterval(() => {}, 1000)
  },
  endless: () => {
    const part = 'x'.repeat(64 * 1024)
    const write = () => {
      while (process.stdout.write(part));
      process.stdout.once('drain', write)
    }
    write()
  },
  crash: () => {
    process.stderr.write('out of memory\n')
    process.exit(3)
  },
  refuse: () => {
    say({
      type: 'error',
      code: 'PROOF_UNAVAILABLE',
      message: 'This machine cannot build networks yet; nothing was built.',
      missing: ['The program wg is not installed; it is in the package wireguard-tools.'],
    })
    process.exit(1)
  },
}
say({ type: 'stage', stage: 'checking', message: 'Looking.' })
MODES[mode]()
