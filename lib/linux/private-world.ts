import { mkdir } from 'node:fs/promises'
import { run } from './run'

/**
 * Program and arguments that start a command in a private world: network, mounts and processes of its own. No packet can
 * leave it, and when it or whoever started it ends, everything in it is gone, also after kill -9.
 */
export function privateWorldArgs(command: readonly string[]): [program: string, args: string[]] {
  return [
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      ...command,
    ],
  ]
}

/** First thing inside: an empty /run, so that names and sockets of the machine's own networks are out of reach. */
export async function settleIn(): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', '/run'])
  await mkdir('/run/netns', { recursive: true })
  await mkdir('/run/wireguard', { recursive: true })
  await run('ip', ['link', 'set', 'lo', 'up'])
}
