import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { UsageError, wordsOf } from './arguments'
import { ApiError } from './client'
import { EXIT, type Context, type ExitCode } from './context'
import { fetchFiles, writeSecret } from './files'
import { follow, timeoutOf } from './follow'
import { plain, when } from './text'

const startedSchema = z
  .object({
    networkId: z.string(),
    clusterId: z.string(),
    operationId: z.string(),
    deviceId: z.string(),
    name: z.string(),
    endsAt: z.string(),
    identity: z.object({ name: z.string(), isNew: z.boolean() }).optional(),
    machines: z.array(
      z.object({ nodeId: z.string(), label: z.string(), role: z.string(), ip: z.string() }).loose(),
    ),
  })
  .loose()
type Started = z.output<typeof startedSchema>
const planSchema = z.record(z.string(), z.unknown())

const WORDS = ['account', 'range', 'duration', 'nodes', 'size'] as const

/** `NAME` → `github:NAME`; a public key file → its line. */
export async function sshKeyOf(account: string): Promise<string> {
  if (/^(ssh|ecdsa|sk)-\S+ /.test(account)) return account
  if (/^github:/.test(account)) return account
  if (!/[/\\]|\.pub$/.test(account)) return `github:${account}`
  try {
    const text = (await readFile(account, 'utf8')).trim()
    if (text.includes('PRIVATE KEY'))
      throw new UsageError(`${account} is a private key. Give the public one, ${account}.pub.`)
    return text
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`The key file ${account} cannot be read.`)
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  throw new UsageError(`${name} is "${text}" and must be a whole number.`)
}

async function bodyOf({ line }: Context): Promise<Record<string, unknown>> {
  const { account, range, duration, nodes, size } = wordsOf(line, WORDS)
  const { name, node, grid, identity } = line.options
  return {
    sshKeys: [await sshKeyOf(account)],
    range,
    duration,
    nodes: wholeNumber('NODES', nodes),
    size: wholeNumber('SIZE', size),
    ...(name === undefined ? {} : { name }),
    ...(node.length === 0 ? {} : { nodeIds: node }),
    ...(grid === undefined ? {} : { gridId: grid }),
    ...(identity === undefined ? {} : { identityId: identity }),
  }
}

/** `cockpit up`: what startup.sh did, with its five answers. */
export async function up(context: Context): Promise<ExitCode> {
  const { line, client, print, tell } = context
  const timeoutMs = timeoutOf(line.options.timeout, '10m')
  const body = await bodyOf(context)
  if (line.options.plan) {
    print(JSON.stringify(await client.call(planSchema, 'POST', 'quick-start/plan', body), null, 2))
    return EXIT.done
  }
  const started = await client.call(startedSchema, 'POST', 'quick-start', body)
  tell(`${plain(started.name)}: ${started.machines.length} machines until ${when(started.endsAt)}`)
  if (started.identity?.isNew)
    tell(
      `The identity ${plain(started.identity.name)} was made and signs. Keep its seed: page Identities, Export.`,
    )
  for (const { role, label, ip } of started.machines) tell(`  ${role} ${ip} on ${plain(label)}`)
  const code = await follow(context, started.operationId, timeoutMs)
  const files = await writeFiles(context, started)
  if (code === EXIT.done) tell(`${plain(started.name)} runs until ${when(started.endsAt)}.`)
  if (line.options.json) print(JSON.stringify({ ...started, exit: code, files }, null, 2))
  return code
}

/** wg.conf, and the kubeconfig once there is one. */
async function writeFiles(context: Context, started: Started): Promise<string[]> {
  const { client, tell, line } = context
  const folder = line.options.into ?? 'cluster'
  const device = `${started.networkId}~${started.deviceId}`
  const written: string[] = []
  const write = async (name: string, source: string) => {
    const file = path.join(folder, name)
    await writeSecret(file, await client.text('GET', source))
    tell(`${file} (mode 0600)`)
    written.push(file)
  }
  await write('wg.conf', `devices/${encodeURIComponent(device)}/wg.conf`)
  const kubeconfig = await kubeconfigOf(context, started.clusterId)
  if (kubeconfig) await write('kubeconfig', `files/${kubeconfig}`)
  else
    tell(
      `There is no kubeconfig yet. Once the cockpit has it: cockpit files --get all --into ${folder}`,
    )
  return written
}

async function kubeconfigOf(context: Context, clusterId: string): Promise<string | null> {
  try {
    const files = await fetchFiles(context, `?clusterId=${encodeURIComponent(clusterId)}`)
    return files.find(({ kind }) => kind === 'kubeconfig')?.id ?? null
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}
