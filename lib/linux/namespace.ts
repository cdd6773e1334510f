import { run, tryRun, type RunOptions, type RunResult } from './run'

/** Where `ip netns` keeps its names. */
export const NETNS_FOLDER = '/run/netns'

/** Program and arguments that run another program inside a named network namespace. */
export function insideArgs(
  namespace: string,
  program: string,
  args: readonly string[],
): [program: string, args: string[]] {
  return ['nsenter', [`--net=${NETNS_FOLDER}/${namespace}`, program, ...args]]
}

/** Runs a program in a namespace. @throws DomainError `COMMAND_FAILED` */
export function runInside(
  namespace: string,
  program: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  return run(...insideArgs(namespace, program, args), options)
}

/** The same, whatever the exit code. */
export function tryRunInside(
  namespace: string,
  program: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<RunResult> {
  return tryRun(...insideArgs(namespace, program, args), options)
}

/**
 * Runs many `ip` commands at once, the first that fails ends it.
 *
 * @param namespace null: the one the process is in
 * @throws DomainError `COMMAND_FAILED`
 */
export async function ipBatch(namespace: string | null, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const where = namespace === null ? [] : ['-n', namespace]
  await run('ip', [...where, '-batch', '-'], { input: `${lines.join('\n')}\n` })
}

/** Lets a namespace hand packets on. */
export async function enableForwarding(namespace: string): Promise<void> {
  await runInside(namespace, 'sysctl', [
    '-qw',
    'net.ipv4.ip_forward=1',
    'net.ipv6.conf.all.forwarding=1',
  ])
}
