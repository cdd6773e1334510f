import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { NAMESPACE_FOLDER } from '../ip'
import { runChecked } from '../run'
import type { Command } from '../run'
import { SOCKET_FOLDER } from '../wireguard'

/**
 * The same program in a world of its own: no network but what it builds, its own mounts and processes. Whatever ends any
 * of it ends all of it: the kernel kills `unshare` with its parent, the inner program with `unshare`, and with that
 * program, the first of its process namespace, everything that it began; the network goes with the last of them.
 */
export function inPrivateWorld({ program, args }: Command): Command {
  return {
    program: 'setpriv',
    args: [
      '--pdeathsig',
      'KILL',
      'unshare',
      ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
      program,
      ...args,
    ],
  }
}

/**
 * Gives a private world its own folders for namespaces and control sockets, in memory. To be called inside it, first:
 * what is written there before is seen by the machine.
 */
export async function furnishPrivateWorld(): Promise<void> {
  const folders = [NAMESPACE_FOLDER, SOCKET_FOLDER]
  // Where one is missing it is made in a copy of /run that only this world sees.
  const mounts = folders.every((folder) => existsSync(folder)) ? folders : ['/run']
  for (const folder of mounts)
    await runChecked({
      program: 'mount',
      args: ['-t', 'tmpfs', '-o', 'mode=0700', 'tmpfs', folder],
    })
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
}
