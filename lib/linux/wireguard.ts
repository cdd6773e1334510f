import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '@/lib/errors/domain-error'
import { childEnvironment, inNamespace, run, runChecked, toolError } from './run'
import type { PeerChanges } from './wireguard-config'

/** Who does the work: the kernel's module, or a wireguard-go of our own per interface. */
export type WireGuardKind = 'kernel' | 'userspace'

/** What everything that is built in one go shares. */
export interface Workshop {
  /** folder for files with keys, each there for the moment a program reads it; best in memory */
  secrets: string
  /** found by trying, once */
  kind: WireGuardKind | null
  signal?: AbortSignal | undefined
}

export interface LinkPlace {
  /** unique on the machine, at most 15 characters: control sockets are files of that name */
  name: string
  /** namespace whose addresses the tunnel's UDP packets use; null: where we are */
  birth: string | null
  /** namespace the interface is moved to */
  home: string
}

/** A WireGuard interface that is there. */
export interface WireGuardLink {
  kind: WireGuardKind
  /** of its wireguard-go; null for the kernel's */
  pid: number | null
  /** ends its process and waits for that; the kernel's interface goes with its namespace */
  stop: () => Promise<void>
}

/** Where WireGuard in userspace listens for `wg`. */
export const SOCKET_FOLDER = '/run/wireguard'
const SOCKET_WAIT_MS = 5000
const SOCKET_POLL_MS = 5

/**
 * Makes an interface in one namespace and moves it to another; the UDP socket stays where it was born, as on real nodes.
 *
 * @param onLoss called when its wireguard-go ends by itself: interface, addresses and routes are gone with it
 * @throws DomainError `TOOL_MISSING`, `CAPABILITY_MISSING`, `LEFT_OVER`, `TOOL_FAILED`
 */
export async function addWireGuard(
  workshop: Workshop,
  place: LinkPlace,
  onLoss: () => void,
): Promise<WireGuardLink> {
  const link = (await tryKernel(workshop, place)) ?? (await startUserspace(workshop, place, onLoss))
  try {
    const move = {
      program: 'ip',
      args: [...at(place.birth), 'link', 'set', place.name, 'netns', place.home],
    }
    await runChecked(move, { signal: workshop.signal })
  } catch (error) {
    await link.stop()
    throw error
  }
  return link
}

/**
 * Gives an interface its whole configuration; all sessions begin anew.
 *
 * @param text see wireGuardText; it holds a private key, so it goes through a file only root can read
 */
export function configureWireGuard(
  workshop: Workshop,
  place: Pick<LinkPlace, 'name' | 'home'>,
  text: string,
): Promise<void> {
  return withFile(workshop, place, 'setconf', text)
}

/**
 * Changes peers of a running interface and nothing else. `wg syncconf` would do the same and name the port as well, for
 * which wireguard-go opens its socket anew: of pings 20 ms apart one was lost in every few changes.
 */
export async function changePeers(
  workshop: Workshop,
  place: Pick<LinkPlace, 'name' | 'home'>,
  { gone, text }: PeerChanges,
): Promise<void> {
  if (gone.length > 0) {
    const words = gone.flatMap((publicKey) => ['peer', publicKey, 'remove'])
    const command = inNamespace(place.home, 'wg', ['set', place.name, ...words])
    await runChecked(command, { signal: workshop.signal })
  }
  if (text !== '') await withFile(workshop, place, 'addconf', text)
}

/** `wg` cannot read a pipe of Node's. */
async function withFile(
  { secrets, signal }: Workshop,
  { name, home }: Pick<LinkPlace, 'name' | 'home'>,
  verb: 'setconf' | 'addconf',
  text: string,
): Promise<void> {
  const file = path.join(secrets, `${name}-${randomUUID()}`)
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' })
    await runChecked(inNamespace(home, 'wg', [verb, name, file]), { signal })
  } finally {
    await rm(file, { force: true })
  }
}

/** Path of the socket by which an interface's wireguard-go is asked. */
export const socketOf = (name: string) => path.join(SOCKET_FOLDER, `${name}.sock`)

const at = (namespace: string | null) => (namespace === null ? [] : ['-n', namespace])

/** Null when this kernel has no WireGuard: then userspace does it, without asking again. */
async function tryKernel(
  workshop: Workshop,
  { name, birth }: LinkPlace,
): Promise<WireGuardLink | null> {
  if (workshop.kind === 'userspace') return null
  const command = { program: 'ip', args: [...at(birth), 'link', 'add', name, 'type', 'wireguard'] }
  const finished = await run(command, { signal: workshop.signal })
  if (finished.code === 0) {
    workshop.kind = 'kernel'
    return { kind: 'kernel', pid: null, stop: () => Promise.resolve() }
  }
  if (!/Unknown device type|not supported/i.test(finished.stderr))
    throw toolError(command, finished)
  workshop.kind = 'userspace'
  return null
}

async function startUserspace(
  { signal }: Workshop,
  { name, birth }: LinkPlace,
  onLoss: () => void,
): Promise<WireGuardLink> {
  // A socket file that a killed process left would be taken for the new one's.
  await rm(socketOf(name), { force: true })
  const { program, args } = inNamespace(birth, 'wireguard-go', ['-f', name])
  const child = spawn(program, args, {
    env: { ...childEnvironment(), LOG_LEVEL: 'error' } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = watch(child)
  const stop = async () => {
    child.kill('SIGKILL')
    await ended.done
    await rm(socketOf(name), { force: true })
  }
  try {
    await socketThere(name, ended, signal)
  } catch (error) {
    await stop()
    throw error
  }
  const link = { kind: 'userspace', pid: child.pid ?? null, stop } as const
  let isStopping = false
  void ended.done.then(() => !isStopping && onLoss())
  return { ...link, stop: () => ((isStopping = true), stop()) }
}

interface Ended {
  done: Promise<void>
  /** set when it is over */
  error: DomainError | null
}

function watch(child: ChildProcess): Ended {
  let stderr = ''
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (stderr = (stderr + text).slice(-2000)))
  const ended: Ended = { done: Promise.resolve(), error: null }
  ended.done = new Promise((resolve) => {
    child.once('error', (error) => {
      ended.error = new DomainError('TOOL_MISSING', `wireguard-go did not start: ${error.message}`)
      resolve()
    })
    child.once('close', (code) => {
      ended.error ??= toolError(
        { program: 'wireguard-go', args: [] },
        { code: code ?? 1, stdout: '', stderr },
      )
      resolve()
    })
  })
  return ended
}

async function socketThere(name: string, ended: Ended, signal?: AbortSignal): Promise<void> {
  const end = Date.now() + SOCKET_WAIT_MS
  while (!existsSync(socketOf(name))) {
    signal?.throwIfAborted()
    if (ended.error) throw ended.error
    if (Date.now() > end)
      throw new DomainError(
        'TOOL_FAILED',
        `wireguard-go did not open its socket for ${name} in time.`,
      )
    await pause(SOCKET_POLL_MS)
  }
}
