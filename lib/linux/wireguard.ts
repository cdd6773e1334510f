import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '@/lib/errors/domain-error'
import { insideArgs, ipBatch, runInside } from './namespace'
import { childEnv, tryRun } from './run'
import { wireGuardText, type WireGuardConfig } from './wireguard-config'

/** Who does the encryption: the kernel, or one wireguard-go process for each interface. */
export type WireGuardKind = 'kernel' | 'userspace'

const SOCKET_FOLDER = '/run/wireguard'
const SOCKET_TRIES = 200
const SOCKET_PAUSE_MS = 10

/** Tries whether the kernel knows WireGuard, by making an interface and removing it. */
export async function wireGuardKind(probe: string): Promise<WireGuardKind> {
  const { code } = await tryRun('ip', ['link', 'add', probe, 'type', 'wireguard'])
  if (code !== 0) return 'userspace'
  await tryRun('ip', ['link', 'del', probe])
  return 'kernel'
}

/** An interface whose UDP socket is in one namespace and whose packets are in another, as on real nodes. */
export interface WireGuardInterface {
  /** unique on the machine: control sockets are files named after it */
  name: string
  socketNamespace: string
  namespace: string
}

/**
 * Makes the interface. In userspace the answer is its process: when that ends, interface and routes vanish.
 *
 * @throws DomainError `COMMAND_FAILED`
 */
export async function createInterface(
  kind: WireGuardKind,
  { name, socketNamespace, namespace }: WireGuardInterface,
): Promise<ChildProcess | null> {
  const child =
    kind === 'kernel'
      ? (await ipBatch(socketNamespace, [`link add ${name} type wireguard`]), null)
      : await startUserspace(name, socketNamespace)
  await ipBatch(socketNamespace, [`link set ${name} netns ${namespace}`])
  return child
}

async function startUserspace(name: string, namespace: string): Promise<ChildProcess> {
  const [program, args] = insideArgs(namespace, 'wireguard-go', ['-f', name])
  const child = spawn(program, args, {
    stdio: 'ignore',
    env: childEnv({ LOG_LEVEL: 'error' }),
  })
  // Without a listener a program that cannot be started would end this process.
  child.on('error', () => undefined)
  for (let tries = 0; tries < SOCKET_TRIES; tries += 1) {
    if (existsSync(path.join(SOCKET_FOLDER, `${name}.sock`))) return child
    if (child.exitCode !== null || child.signalCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, SOCKET_PAUSE_MS))
  }
  child.kill('SIGKILL')
  throw new DomainError('COMMAND_FAILED', `wireguard-go failed: ${name} did not open its socket.`)
}

/** Replaces everything the interface is set to; sessions start anew. @throws DomainError `COMMAND_FAILED` */
export const setConfig = (target: ConfigTarget, config: WireGuardConfig) =>
  applyConfig('setconf', target, config)

/** Changes only what differs; sessions of peers that stay go on. @throws DomainError `COMMAND_FAILED` */
export const syncConfig = (target: ConfigTarget, config: WireGuardConfig) =>
  applyConfig('syncconf', target, config)

export interface ConfigTarget extends Pick<WireGuardInterface, 'name' | 'namespace'> {
  /** where the file with the key lies for a moment, mode 0600 */
  folder: string
}

async function applyConfig(
  verb: 'setconf' | 'syncconf',
  { name, namespace, folder }: ConfigTarget,
  config: WireGuardConfig,
): Promise<void> {
  const file = path.join(folder, `${name}.${verb}`)
  await writeFile(file, wireGuardText(config), { mode: 0o600 })
  try {
    await runInside(namespace, 'wg', [verb, name, file])
  } finally {
    await rm(file, { force: true })
  }
}
