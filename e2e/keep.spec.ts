import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { OperationView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { API_TOKEN, READY_ENV, startCockpit } from './fixtures/cockpit'
import { expect, test } from './fixtures/test'

test.setTimeout(180_000)

/** Runs a command of the project's scripts to its end. */
function run(args: string[], env: Record<string, string>) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('close', (code) => resolve({ code, output }))
  })
}

test('a backup made while it runs brings everything back: people, secrets, reservations, nodes', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cockpit-keep-'))
  const [old, next] = [path.join(folder, 'old'), path.join(folder, 'next')]
  const file = path.join(folder, 'backup.gz')
  const keys = { COCKPIT_BACKUP_PASSPHRASE: 'a long enough passphrase' }
  const first = await startCockpit({ env: READY_ENV, data: old, nodes: 3 })
  const api = new Api(first.url)
  await api.waitForNodes(3)
  const identity = await api.createIdentity('deploy')
  const nodeIds = (await api.nodes()).slice(0, 2).map(({ nodeId }) => nodeId)
  const { network, operation } = await api.deploy('kept', '10.61.0.0/16', nodeIds, identity.id)
  expect(operation.state).toBe('done')
  const made = await run(['lib/cli/admin.mjs', 'backup', file, '--with-keys'], {
    ...keys,
    COCKPIT_DATA: old,
  })
  expect(made.output).toContain('rows')
  expect(made.code).toBe(0)
  await first.stop()

  const back = await run(['lib/cli/admin.mjs', 'restore', file, '--with-keys'], {
    ...keys,
    COCKPIT_DATA: next,
  })
  expect(back.output).toContain('are back')
  expect(back.code).toBe(0)
  const second = await startCockpit({
    env: { COCKPIT_API_TOKEN: API_TOKEN },
    data: next,
    port: first.port,
    nodes: 3,
  })
  const again = new Api(second.url)
  await again.until('the same nodes to report', async () => {
    const nodes = await again.nodes()
    return nodes.length === 3 && nodes.every(({ freshness }) => freshness === 'up')
  })
  expect((await again.network(network.id)).deployed).toHaveProperty(nodeIds[0] ?? '')
  // Deleting signs with the seed that came back, and the nodes know what they run.
  const removal = await again.call<OperationView>('DELETE', `networks/${network.id}`, {
    confirm: 'kept',
  })
  const ended = await again.until('the delete to end', async () => {
    const now = await again.operation(removal.id)
    return now.state === 'running' ? null : now
  })
  expect(ended.state).toBe('done')
  const refused = await run(['lib/cli/admin.mjs', 'restore', file], { COCKPIT_DATA: next })
  expect(refused.output).toContain('in use')
  expect(refused.code).toBe(1)
  await second.stop()
  await rm(folder, { recursive: true, force: true })
})

test('stopping ends open streams and polls at once, and the next start takes up the work', async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'cockpit-stop-'))
  const cockpit = await startCockpit({ env: READY_ENV, data, nodes: 3 })
  const api = new Api(cockpit.url)
  await api.waitForNodes(3)
  expect((await fetch(`${cockpit.url}/api/v1/ready`)).status).toBe(200)
  const stream = await fetch(`${cockpit.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${API_TOKEN}`, accept: 'text/event-stream' },
  })
  const ended = stream.text().then(
    () => 'ended',
    () => 'cut off',
  )
  const exit = await cockpit.stop()
  expect(await ended).toBe('ended')
  // Nothing had to be killed: that would be the exit after eight seconds.
  expect(exit).toEqual({ code: 0, killed: false })
  expect(cockpit.output()).not.toContain('"level":"error"')
  const again = await startCockpit({ env: READY_ENV, data, port: cockpit.port, nodes: 3 })
  await new Api(again.url).waitForNodes(3)
  await again.stop()
  await rm(data, { recursive: true, force: true })
})
