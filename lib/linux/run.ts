import { spawn } from 'node:child_process'
import { DomainError } from '@/lib/errors/domain-error'

/** A program with its arguments; never a line for a shell. */
export interface Command {
  program: string
  args: readonly string[]
}

export interface RunOptions {
  /** what the program reads on standard input */
  input?: string
  timeoutMs?: number
  signal?: AbortSignal | undefined
}

/** How a program ended. */
export interface Finished {
  code: number
  stdout: string
  stderr: string
}

const TIMEOUT_MS = 20_000
/** What nsenter answers when it cannot find the program it should run. */
const NOT_FOUND = 127
const SYSTEM_FOLDERS = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
]

/** Folders in which programs are looked for: PATH, then where system programs are when PATH leaves them out. */
export function programFolders(path = process.env['PATH'] ?? ''): string[] {
  return [...new Set([...path.split(':').filter(Boolean), ...SYSTEM_FOLDERS])]
}

/** Environment of every child: nothing of the cockpit's own, and messages in English, for they are read. */
export function childEnvironment(): Record<string, string> {
  return { PATH: programFolders().join(':'), LC_ALL: 'C' }
}

/** The same command inside a network namespace; null: where we are. */
export function inNamespace(
  namespace: string | null,
  program: string,
  args: readonly string[],
): Command {
  if (namespace === null) return { program, args }
  return { program: 'nsenter', args: [`--net=/run/netns/${namespace}`, program, ...args] }
}

/**
 * Runs a program to its end, whatever its exit code.
 *
 * @throws DomainError `TOOL_MISSING` when it is not installed, `TOOL_FAILED` when it takes too long
 */
export function run({ program, args }: Command, options: RunOptions = {}): Promise<Finished> {
  const { input = '', timeoutMs = TIMEOUT_MS, signal } = options
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(timeoutMs)
    const child = spawn(program, args, {
      env: childEnvironment() as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
      killSignal: 'SIGKILL',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text))
    child.once('error', (error) =>
      reject(limit.aborted ? tooLong(program, timeoutMs) : startError(program, error)),
    )
    child.once('close', (code) => resolve({ code: code ?? 1, ...output }))
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Runs a program that has to succeed, and answers what it printed.
 *
 * @throws DomainError `TOOL_MISSING`, `CAPABILITY_MISSING`, `LEFT_OVER` or `TOOL_FAILED`
 */
export async function runChecked(command: Command, options: RunOptions = {}): Promise<string> {
  const finished = await run(command, options)
  if (finished.code !== 0) throw toolError(command, finished)
  return finished.stdout
}

/** What a failed program means. Its arguments and messages hold no key; its input, which may, is not repeated. */
export function toolError({ program, args }: Command, { code, stderr }: Finished): DomainError {
  const said = stderr.trim().split('\n').slice(0, 3).join(' ').slice(0, 300)
  const name = program === 'nsenter' ? (args[1] ?? program) : program
  const details = { program: name, args, code, stderr: stderr.slice(0, 2000) }
  if (code === NOT_FOUND) return missing(name)
  if (/Operation not permitted|Permission denied/i.test(stderr))
    return new DomainError(
      'CAPABILITY_MISSING',
      `${name} may not do this here (${said}); run it as root with the capabilities NET_ADMIN, NET_RAW and SYS_ADMIN.`,
      details,
    )
  if (/File exists/i.test(stderr))
    return new DomainError(
      'LEFT_OVER',
      `${name} found something of the same name (${said}); remove what an earlier run left.`,
      details,
    )
  return new DomainError('TOOL_FAILED', `${name} ended with ${code}: ${said}`, details)
}

function startError(program: string, error: NodeJS.ErrnoException): Error {
  return error.code === 'ENOENT' ? missing(program) : error
}

function missing(program: string): DomainError {
  return new DomainError('TOOL_MISSING', `The program ${program} is not installed.`, { program })
}

function tooLong(program: string, timeoutMs: number): DomainError {
  return new DomainError('TOOL_FAILED', `${program} did not end within ${timeoutMs / 1000} s.`, {
    program,
  })
}
