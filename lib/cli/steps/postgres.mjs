// A throw-away PostgreSQL server for tests.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const KEEPER = fileURLToPath(new URL('./postgres-keeper.mjs', import.meta.url))
const DEBIAN = '/usr/lib/postgresql'

/** Folder of the newest server binaries on this machine, or null. */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const ofDebian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, 'bin'))
  const onPath = (process.env.PATH ?? '').split(path.delimiter)
  const isComplete = (folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)))
  return [...ofDebian, ...onPath].find((folder) => folder && isComplete(folder)) ?? null
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/**
 * Starts a server on a free loopback port. It ends with `stop`, and by itself when this process ends, however that happens.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres() {
  const binaries = findPostgres()
  if (binaries === null) throw new Error('There is no PostgreSQL server on this machine.')
  const keeper = spawn(process.execPath, [KEEPER, binaries, String(await freePort())], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // an interrupt from the terminal must not stop it before the tests that use it
  })
  keeper.unref()
  let trouble = ''
  keeper.stderr.on('data', (chunk) => (trouble += chunk))
  const ended = new Promise((resolve) => keeper.once('exit', resolve))
  const url = await Promise.race([
    new Promise((resolve) => keeper.stdout.once('data', (chunk) => resolve(String(chunk).trim()))),
    ended.then(() => {
      throw new Error(`PostgreSQL did not start:\n${trouble}`)
    }),
  ])
  for (const pipe of [keeper.stdin, keeper.stdout, keeper.stderr]) pipe.unref?.()
  const stop = async () => {
    keeper.ref()
    keeper.stdin.end()
    await ended
  }
  return { url, stop }
}
