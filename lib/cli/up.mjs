// `npm run up`: install, build, start the cockpit with its embedded explorer and a simulated farm, print the address.
import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import net from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from './steps/prepare.mjs'
import { ROOT, inRoot, stepEnv } from './steps/shell.mjs'

const HELP = `npm run up [-- OPTIONS]
  --nodes N        simulated nodes (default 24; 0 for none)
  --farm-arg TEXT  one more argument for the simulated farm, repeatable
  --prepared       everything is installed and built already: just start
Environment: PORT, HOST, COCKPIT_DATA, COCKPIT_SECRET, COCKPIT_OWNER_EMAIL, COCKPIT_OWNER_PASSWORD,
COCKPIT_API_TOKEN, COCKPIT_PROVE, EXPLORER_COMPAT (docs/configuration.md tells of each).`

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '24' },
    'farm-arg': { type: 'string', multiple: true, default: [] },
    prepared: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cockpit needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const host = process.env.HOST || '127.0.0.1'
const data = path.resolve(ROOT, process.env.COCKPIT_DATA || 'data')

const isFree = (port) =>
  new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

/** The port asked for, or the first free one from 3000 up. */
async function choosePort() {
  if (process.env.PORT) {
    if (await isFree(Number(process.env.PORT))) return Number(process.env.PORT)
    throw new Error(
      `Port ${process.env.PORT} is in use; stop what listens there or set another PORT.`,
    )
  }
  for (let port = 3000; port < 3100; port += 1) if (await isFree(port)) return port
  throw new Error('No free port from 3000 to 3099; set PORT.')
}

const children = []
let stopping = false

function start(command, args, env) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] })
  children.push(child)
  return child
}

/** Ends what this script started, gently first. */
function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  const left = () =>
    children.filter((child) => child.exitCode === null && child.signalCode === null)
  const hard = setTimeout(() => {
    console.error(`After 8 seconds ${left().length} process(es) had to be killed.`)
    left().forEach((child) => child.kill('SIGKILL'))
  }, 8000)
  const timer = setInterval(() => {
    if (left().length > 0) return
    clearInterval(timer)
    clearTimeout(hard)
    process.exit(code)
  }, 50)
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

async function waitUntilUp(url, server) {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (server.exitCode !== null)
      throw new Error('The cockpit stopped while starting; the reason stands above.')
    if (await answers(url)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The cockpit did not answer at ${url} within a minute.`)
}

/** The daemon gets its own short environment: nothing of the cockpit's secrets but its one token. */
function farmEnv(token) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('COCKPIT_'))
  return { ...Object.fromEntries(kept), NODED_TOKEN: token }
}

async function main() {
  if (!values.prepared) await prepare((line) => console.log(line))
  const port = await choosePort()
  const farmToken = randomBytes(24).toString('base64url')
  const server = start(
    process.execPath,
    [inRoot('node_modules/next/dist/bin/next'), 'start', '-H', host, '-p', String(port)],
    stepEnv({ PORT: String(port), HOST: host, COCKPIT_DATA: data, COCKPIT_FARM_TOKEN: farmToken }),
  )
  server.once('exit', (code) => stop(code ?? 1))
  const local = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  await waitUntilUp(`${local}/api/v1/health`, server)
  if (values.nodes !== '0') {
    const args = [
      inRoot('dist/noded.mjs'),
      ...['--engine', 'simulated', '--explorer', `${local}/explorer`],
      ...['--nodes', values.nodes, '--data', path.join(data, 'noded')],
      ...values['farm-arg'],
    ]
    start(process.execPath, args, farmEnv(farmToken)).once('exit', (code) => {
      if (!stopping)
        console.error(`The simulated farm stopped (exit ${code}); the cockpit goes on without it.`)
    })
  }
  console.log(`Cockpit is up at ${local}`)
}

process.once('SIGINT', () => stop(0))
process.once('SIGTERM', () => stop(0))
process.once('SIGHUP', () => stop(0))
main().catch((error) => {
  console.error(error.message)
  stop(1)
  if (children.length === 0) process.exit(1)
})
