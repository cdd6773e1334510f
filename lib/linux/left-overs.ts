import { readFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { ipBatch, listNamespaces } from './ip'
import { SOCKET_FOLDER } from './wireguard'

/**
 * Removes everything whose id begins so: processes, sockets, namespaces and with them their interfaces. What is not
 * there is no mistake, so it can be called before building, after a failure and twice. The interface's process goes
 * first: with its namespace gone it would run on unseen.
 *
 * @param tag beginning of the ids, letters only, so that it cannot be part of another
 */
export async function removeLeftOvers(tag: string): Promise<void> {
  const isOurs = (name: string) => new RegExp(`^[a-z]-${tag}\\d*$`).test(name)
  for (const { pid, name } of await userspaceProcesses()) if (isOurs(name)) endProcess(pid)
  for (const socket of await filesIn(SOCKET_FOLDER))
    if (isOurs(socket.replace(/\.sock$/, '')))
      await rm(path.join(SOCKET_FOLDER, socket), { force: true })
  const namespaces = (await listNamespaces()).filter(isOurs)
  await ipBatch(
    null,
    namespaces.map((name) => `netns del ${name}`),
  )
}

/** Every wireguard-go that can be seen, with the name of its interface. */
export async function userspaceProcesses(): Promise<{ pid: number; name: string }[]> {
  const pids = (await filesIn('/proc')).filter((entry) => /^\d+$/.test(entry))
  const found = await Promise.all(
    pids.map(async (pid) => ({ pid: Number(pid), words: await commandLine(pid) })),
  )
  return found
    .filter(({ words }) => path.basename(words[0] ?? '') === 'wireguard-go')
    .map(({ pid, words }) => ({ pid, name: words.at(-1) ?? '' }))
}

async function commandLine(pid: string): Promise<string[]> {
  try {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    return text.split('\0').filter(Boolean)
  } catch {
    return [] // it has ended meanwhile
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended meanwhile
  }
}
