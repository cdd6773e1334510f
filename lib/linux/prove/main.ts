import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { PROOF_MAX_SECONDS } from '@/lib/schemas/proof'
import type { ProofEvent, ProofRequest } from '@/lib/schemas/proof'
import { childEnvironment, run } from '../run'
import { checkTools } from '../tools'
import { furnishPrivateWorld, inPrivateWorld } from '../world/private-world'
import { timedOut, toErrorEvent, unavailable } from './failure'
import { readRequest, watchCaller } from './request'
import { refuseTooLarge, runProof } from './run-proof'

// The helper process of the proof: the outer half checks and watches, the inner half, in a private world, does the work.

const INSIDE = '--inside'
/** What the inner half has to remove its world itself before all of it is killed. */
const LAST_SECONDS = 5

const emit = (event: ProofEvent) => void process.stdout.write(`${JSON.stringify(event)}\n`)
const secondsOf = ({ limits }: ProofRequest) => limits?.seconds ?? PROOF_MAX_SECONDS

/** Writes what is still to be written, then ends at once: as the first process of its world it takes all with it. */
function end(code: number): void {
  process.stdout.write('', () => process.exit(code))
}

async function inside(): Promise<void> {
  await furnishPrivateWorld()
  const request = await readRequest(process.stdin)
  process.stdin.once('end', () => process.exit(1)).resume()
  const seconds = secondsOf(request)
  const limit = AbortSignal.timeout(seconds * 1000)
  try {
    await runProof(request, emit, limit)
  } catch (error) {
    if (!limit.aborted) throw error
    emit(timedOut(seconds))
    return end(1)
  }
  end(0)
}

async function outside(): Promise<void> {
  emit({ type: 'stage', stage: 'checking', message: 'Looking for programs and capabilities.' })
  const request = await readRequest(process.stdin)
  refuseTooLarge(request)
  if (refuseMissing()) return end(1)
  const { program, args } = inPrivateWorld({
    program: process.execPath,
    args: [process.argv[1] ?? '', INSIDE],
  })
  const child = spawn(program, args, {
    env: childEnvironment() as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stop = () => {
    child.kill('SIGKILL')
    process.exit(1)
  }
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(name, stop)
  process.stdout.once('error', stop)
  watchCaller(process.stdin, stop)
  child.stdin.on('error', () => {}).write(`${JSON.stringify(request)}\n`)
  end(await follow(child, secondsOf(request)))
}

/** Passes the inner half's events on, and says what happened when it ends without a last one. */
async function follow(child: ChildProcess, seconds: number): Promise<number> {
  let [isAlive, isSettled, isLate, said] = [false, false, false, '']
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (said = (said + text).slice(-1000)))
  const timer = setTimeout(
    () => {
      isLate = true
      child.kill('SIGKILL')
    },
    (seconds + LAST_SECONDS) * 1000,
  )
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      isAlive = true
      isSettled ||= /^\{"type":"(result|error)"/.test(line)
      process.stdout.write(`${line}\n`)
    })
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      said = error.message
      resolve(1)
    })
    child.once('close', (exit) => resolve(exit ?? 1))
  })
  clearTimeout(timer)
  if (isSettled) return code
  if (isLate) emit(timedOut(seconds))
  else emit(isAlive ? toErrorEvent(new Error(`its process ended. ${said}`)) : noWorld(said))
  return 1
}

function noWorld(said: string): ProofEvent {
  const sentence = `This system does not let the process make namespaces of its own (${said.trim().slice(0, 300)}); a container needs SYS_ADMIN and no filter against unshare and mount.`
  return unavailable([{ kind: 'capability', name: 'namespaces', sentence }])
}

function refuseMissing(): boolean {
  const missing = checkTools()
  if (missing.length > 0) emit(unavailable(missing))
  return missing.length > 0
}

/** `--check`: only says what is missing; exit code 0 when nothing is. Whether namespaces can be made is tried. */
async function check(): Promise<void> {
  if (refuseMissing()) return end(1)
  const { code, stderr } = await run(inPrivateWorld({ program: 'true', args: [] }))
  if (code !== 0) emit(noWorld(stderr))
  end(code === 0 ? 0 : 1)
}

async function main(): Promise<void> {
  try {
    if (process.argv.includes('--check')) await check()
    else await (process.argv.includes(INSIDE) ? inside() : outside())
  } catch (error) {
    emit(toErrorEvent(error))
    end(1)
  }
}

void main()
