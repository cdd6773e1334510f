import { spawn } from 'node:child_process'
import { DomainError } from '@/lib/errors/domain-error'

/** How one program is run. */
export interface RunOptions {
  /** written to its standard input, which is closed afterwards */
  input?: string
  /** it is killed after this long */
  timeoutMs?: number
  signal?: AbortSignal | undefined
}

/** What a program that ended left behind. */
export interface RunResult {
  code: number
  stdout: string
  stderr: string
}

const PASSED_ON = new Set(['PATH', 'LANG', 'NODE_ENV'])

/** Environment of every program that is started: none of the cockpit's own variables, which may hold secrets. */
export function childEnv(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => PASSED_ON.has(name))
  return { ...Object.fromEntries(kept), ...extra } as NodeJS.ProcessEnv
}

const TIMEOUT_MS = 30_000
const MAX_OUTPUT = 8 * 1024 * 1024

/**
 * Runs a program with an argument list, never through a shell, and answers however it ends.
 *
 * @throws DomainError `COMMAND_FAILED` when it cannot be started, takes too long or is cancelled
 */
export function tryRun(
  program: string,
  args: readonly string[],
  { input, timeoutMs = TIMEOUT_MS, signal }: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      env: childEnv(),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      ...(signal ? { signal } : {}),
    })
    const [stdout, stderr] = [collector(), collector()]
    child.stdout?.on('data', stdout.add)
    child.stderr?.on('data', stderr.add)
    child.once('error', (cause) => reject(cannotRun(program, cause)))
    child.once('close', (code) =>
      code === null
        ? reject(failed(program, args, 'it was ended before it was done'))
        : resolve({ code, stdout: stdout.text(), stderr: stderr.text() }),
    )
    if (input !== undefined) {
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
    }
  })
}

/**
 * Runs a program that must succeed, and answers what it printed.
 *
 * @throws DomainError `COMMAND_FAILED` with the program's own first line
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await tryRun(program, args, options)
  if (code === 0) return stdout
  throw failed(program, args, firstLine(stderr) || firstLine(stdout) || `exit code ${code}`)
}

function collector() {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add: (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_OUTPUT) chunks.push(chunk)
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}

const firstLine = (text: string) => text.trim().split('\n')[0]?.slice(0, 300) ?? ''

/** Inside a namespace the program that matters is the one `nsenter` was asked to run. */
function nameOf(program: string, args: readonly string[]): string {
  const inner = program === 'nsenter' ? args.find((argument) => !argument.startsWith('-')) : null
  return inner ?? program
}

function failed(program: string, args: readonly string[], why: string): DomainError {
  return new DomainError('COMMAND_FAILED', `${nameOf(program, args)} failed: ${why}`)
}

function cannotRun(program: string, cause: Error): DomainError {
  const why =
    'code' in cause && cause.code === 'ENOENT' ? 'it is not installed' : cause.message.slice(0, 200)
  return new DomainError('COMMAND_FAILED', `${program} cannot be run: ${why}`, {}, { cause })
}
