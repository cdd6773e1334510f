import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { isDomainError } from '@/lib/errors/domain-error'
import { PROOF_LIMITS, proofRequestSchema, type ProofEvent } from '@/lib/schemas/proof'
import { privateWorldArgs, settleIn } from '../private-world'
import { childEnv } from '../run'
import { missingPieces } from '../tools'
import { prove } from './prove'

/**
 * The proving process: one JSON line on standard input, one JSON line for each event on standard output. It starts itself
 * again in a private world. Closing its standard input ends it, and with it everything that was built.
 */
const INSIDE = '--inside'

const emit = (event: ProofEvent) => process.stdout.write(`${JSON.stringify(event)}\n`)

function fail(code: string, message: string, missing?: string[]): void {
  emit({ type: 'error', code, message, ...(missing ? { missing } : {}) })
}

async function outside(): Promise<number> {
  emit({ type: 'stage', stage: 'checking', message: 'Looking at what this machine has' })
  const missing = missingPieces()
  if (missing.length > 0) {
    fail('PROOF_UNAVAILABLE', `This machine cannot build networks. ${missing.join(' ')}`, missing)
    return 1
  }
  const script = process.argv[1] ?? ''
  const [program, args] = privateWorldArgs([process.execPath, script, INSIDE])
  const child = spawn(program, args, { stdio: 'inherit', env: childEnv() })
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => child.kill('SIGKILL'))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      fail('PROOF_FAILED', `The private world cannot be made: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** The request's line; when the input ends, whoever asked is gone. */
function readRequest(): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin })
    lines.once('line', resolve)
    lines.once('close', () => process.exit(1))
  })
}

async function inside(): Promise<number> {
  const timer = setTimeout(() => {
    fail('PROOF_TIMEOUT', `It was not done after ${PROOF_LIMITS.seconds} s, and was ended.`)
    process.exit(1)
  }, PROOF_LIMITS.seconds * 1000)
  try {
    const request = proofRequestSchema.parse(JSON.parse(await readRequest()))
    await settleIn()
    emit({ type: 'result', result: await prove(request, { emit }) })
    return 0
  } catch (error) {
    const isOurs = isDomainError(error)
    fail(isOurs ? error.code : 'PROOF_FAILED', error instanceof Error ? error.message : 'unknown')
    return 1
  } finally {
    clearTimeout(timer)
  }
}

const work = process.argv.includes(INSIDE) ? inside : outside
void work().then((code) => process.stdout.write('', () => process.exit(code)))
