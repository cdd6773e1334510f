// Runs a PostgreSQL server on a folder until standard input ends, which it does whatever happens to the process that started
// this one; then stops the server and removes the folder. Arguments: folder of the binaries, port. Prints the address when it is up.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const [binaries, port] = process.argv.slice(2)

/** The server refuses to run as root; it then runs as the user its package made. */
function account() {
  if (process.getuid?.() !== 0) return {}
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m)
  if (!line) throw new Error('There is no user postgres to run the server as.')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

const who = account()
const folder = mkdtempSync(path.join(os.tmpdir(), 'cockpit-postgres-'))
if (who.uid !== undefined) chownSync(folder, who.uid, who.gid)
const data = path.join(folder, 'data')
let server

function clear() {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.on('exit', () => {
  server?.kill('SIGKILL')
  clear()
})

const made = spawnSync(
  path.join(binaries, 'initdb'),
  ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'],
  { ...who, cwd: folder, encoding: 'utf8' },
)
if (made.status !== 0) {
  process.stderr.write(made.stderr || String(made.error))
  process.exit(1)
}

// Nothing here must survive a power cut, so nothing waits for the disk.
const settings = {
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum: 'off',
  lc_messages: 'C',
}
const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
server = spawn(path.join(binaries, 'postgres'), ['-D', data, ...options], {
  ...who,
  cwd: folder,
  stdio: ['ignore', 'ignore', 'pipe'],
})
let log = ''
server.stderr.on('data', (chunk) => {
  log = (log + chunk).slice(-20_000)
  if (log.includes('ready to accept connections') && !process.exitCode) {
    process.stdout.write(`postgresql://postgres@127.0.0.1:${port}/postgres\n`)
    server.stderr.removeAllListeners('data').resume()
  }
})
server.on('exit', () => {
  process.stderr.write(log)
  process.exit(0)
})

// SIGQUIT: an immediate stop; there is nothing to keep.
const stop = () => server.kill('SIGQUIT')
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop)
