import { formatDuration, parseUserDuration } from '@/lib/protocol/duration'
import type { ClusterDesign } from '../model'
import type { NetworkDesign } from '@/lib/network/model'

/** The five answers, with what was chosen beyond them. */
export interface QuickAnswers {
  /** `github:NAME` or public key lines */
  sshKeys: readonly string[]
  range: string
  /** with its unit: `2h`, `14d` */
  duration: string
  nodes: number
  size: 1 | 2
  name?: string | undefined
  nodeIds?: readonly string[] | undefined
  gridId?: string | undefined
  identityId?: string | undefined
}

/** Ways to build the same elsewhere, as text for a terminal. */
export interface QuickCommands {
  command: string
  curl: string
  /** null while there is no design to write them from */
  tfuser: string | null
}

/** One word for a POSIX shell: as it is when it is plain, else in single quotes. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

const CONTINUED = ' \\\n  '

/**
 * The same quick start as a command, as an API call and by hand with tfuser. Tokens, seeds and secrets are placeholders.
 *
 * @param origin address of the cockpit
 */
export function quickStartCommands(
  answers: QuickAnswers,
  origin: string,
  design: { network: NetworkDesign; cluster: ClusterDesign } | null,
): QuickCommands {
  return {
    command: upCommand(answers),
    curl: curlCommand(answers, origin),
    tfuser: design && tfuserCommands(answers, design),
  }
}

function upCommand(answers: QuickAnswers): string {
  const { sshKeys, range, duration, nodes, size, name, nodeIds = [] } = answers
  const account = accountOf(sshKeys)
  const options: (readonly [string, string | undefined])[] = [
    ['--name', name],
    ...nodeIds.map((id) => ['--node', id] as const),
    ['--grid', answers.gridId],
    ['--identity', answers.identityId],
  ]
  const words = [account, range, duration, String(nodes), String(size)].map(shellWord)
  const extra = options.flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag} ${shellWord(value)}`],
  )
  return [`npm run cockpit -- up ${words.join(' ')}`, ...extra].join(CONTINUED)
}

/** The command takes one account or key; several keys go in a file. */
function accountOf(sshKeys: readonly string[]): string {
  const [only, ...others] = sshKeys
  if (only === undefined) return 'ACCOUNT'
  if (others.length > 0) return 'keys.pub'
  return only.replace(/^github:/, '')
}

function curlCommand(answers: QuickAnswers, origin: string): string {
  const { sshKeys, range, duration, nodes, size, name, nodeIds, gridId, identityId } = answers
  const body = { sshKeys, range, duration, nodes, size, name, nodeIds, gridId, identityId }
  return [
    `curl -X POST ${shellWord(`${origin}/api/v1/quick-start`)}`,
    '-H "authorization: Bearer $COCKPIT_TOKEN"',
    "-H 'content-type: application/json'",
    `-d ${shellWord(JSON.stringify(body))}`,
  ].join(CONTINUED)
}

const GENERATE = 'tfuser generate --schema'

/** What the guide types by hand: network, wg.conf, provision, then one reservation for each machine. */
function tfuserCommands(
  { sshKeys, duration }: QuickAnswers,
  { network, cluster }: { network: NetworkDesign; cluster: ClusterDesign },
): string {
  const lasting = `--duration ${goDuration(duration)} --seed user.seed`
  const create = `network create --name ${shellWord(network.name)} --cidr ${shellWord(network.range)}`
  const provision = [
    `tfuser provision --schema network.json ${lasting}`,
    ...network.resources.map(({ nodeId }) => `--node ${shellWord(nodeId)}`),
  ]
  return [
    `${GENERATE} network.json ${create}`,
    ...network.resources.map(nodeLine),
    ...network.devices.map(deviceLine),
    provision.join(CONTINUED),
    ...cluster.machines.flatMap((machine, index) => [
      machineLine(network.name, cluster, index, sshKeys),
      `tfuser provision --schema kube${index + 1}.json ${lasting} --node ${shellWord(machine.nodeId)}`,
    ]),
  ].join('\n')
}

function nodeLine({ nodeId, subnet, listenPort }: NetworkDesign['resources'][number]): string {
  return `${GENERATE} network.json network add-node --node ${shellWord(nodeId)} --subnet ${shellWord(subnet)} --port ${listenPort}`
}

function deviceLine({ accessNodeId, subnet }: NetworkDesign['devices'][number], index: number) {
  const file = index === 0 ? 'wg.conf' : `wg${index + 1}.conf`
  return `${GENERATE} network.json network add-access --node ${shellWord(accessNodeId)} --subnet ${shellWord(subnet)} --ip4 > ${file}`
}

function machineLine(
  networkName: string,
  { machines }: ClusterDesign,
  index: number,
  sshKeys: readonly string[],
): string {
  const [master, machine] = [machines[0], machines[index]]
  if (!master || !machine) return ''
  const joins = index === 0 ? '' : ` --master-ips ${shellWord(master.ip)}`
  return [
    `${GENERATE} kube${index + 1}.json kubernetes --size ${machine.size} --network-id ${shellWord(networkName)} --ip ${shellWord(machine.ip)}${joins}`,
    `--secret "$CLUSTER_SECRET" --node ${shellWord(machine.nodeId)}`,
    ...sshKeys.map((key) => `--ssh-keys ${shellWord(key)}`),
  ].join(CONTINUED)
}

/** tfuser reads a bare number as days and knows no `d`: hours, minutes and seconds say the same to everybody. */
function goDuration(duration: string): string {
  return formatDuration(parseUserDuration(duration))
}
