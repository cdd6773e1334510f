import { readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { listNamespaces } from '../ip'
import { SOCKET_FOLDER } from '../wireguard'

const PROGRAMS = /(^|\/)(wireguard-go|ping|nsenter|unshare|setpriv|wg-quick|ip|nft)$|prove\.mjs/

/** Everything that building could leave behind and can be seen from here: names of namespaces, sockets, files, processes. */
export async function tracesOfWorlds(): Promise<string[]> {
  const [namespaces, sockets, files, processes] = await Promise.all([
    listNamespaces(),
    readdir(SOCKET_FOLDER),
    readdir(tmpdir()),
    programsHere(),
  ])
  return [
    ...namespaces.map((name) => `namespace ${name}`),
    ...sockets.map((name) => `file ${SOCKET_FOLDER}/${name}`),
    ...files.filter((name) => /^w-[a-z]{4}\d/.test(name)).map((name) => `file ${tmpdir()}/${name}`),
    ...processes.map((words) => `process ${words}`),
  ]
}

/** Traces that are still there after a while; the kernel needs a moment to end a whole world. */
export async function tracesLeft(withinMs = 5000): Promise<string[]> {
  const end = Date.now() + withinMs
  let left = await tracesOfWorlds()
  while (left.length > 0 && Date.now() < end) {
    await pause(50)
    left = await tracesOfWorlds()
  }
  return left
}

/** Command lines of programs that building starts. */
export async function programsHere(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const lines = await Promise.all(pids.map(commandLine))
  return lines
    .filter((words) => words.some((word) => PROGRAMS.test(word)))
    .map((words) => words.join(' '))
}

/** Words of a process's command line; of one that has ended, none. */
async function commandLine(pid: string): Promise<string[]> {
  if (Number(pid) === 1) return []
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').filter(Boolean)
  } catch {
    return []
  }
}
