import { parseJsonLossless, type LosslessJson } from './go-json'

/** One line about a workload. Values are somebody's text, cut and cleaned; show them as text only. */
export interface WorkloadFact {
  label: string
  value: string
}

type Fields = ReadonlyMap<string, LosslessJson>
const VALUE_CHARS = 200
const MOST_ITEMS = 20

/** What a reservation asks for, read from its `data` whoever wrote it; empty when it cannot be read. */
export function workloadFacts(type: string, data: string): WorkloadFact[] {
  const facts = own(FACTS, type)
  return facts ? facts(fieldsOf(data)).filter(({ value }) => value !== '') : []
}

/** A short name for a workload whose maker gave it none here: its network, address, size or target. */
export function workloadLabel(type: string, data: string): string {
  const name = own(LABELS, type)
  return (name && plain(name(fieldsOf(data)), 60)) || plain(type, 40) || 'workload'
}

/** Name of the network a VM or container joins; empty when it joins none. */
export function joinedNetwork(type: string, data: string): string {
  const fields = fieldsOf(data)
  if (type === 'kubernetes') return text(fields.get('network_id'))
  return type === 'container' ? text(toFields(fields.get('network')).get('network_id')) : ''
}

/** What the node's result data says, in lines; empty when there is nothing to show. */
export function resultFacts(type: string, data: unknown): WorkloadFact[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return []
  const known = own(RESULT_LABELS, type) ?? {}
  return Object.entries(data).flatMap(([key, value]) => {
    const label = own(known, key.toLowerCase())
    const shown = text(value as LosslessJson)
    return label && shown !== '' ? [{ label, value: shown }] : []
  })
}

/** Types and keys are somebody's text: `toString` is no entry of a table. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

const RESULT_LABELS: Record<string, Record<string, string>> = {
  volume: { volume_id: 'Volume id' },
  zdb: { namespace: 'Namespace', ip: 'Address', port: 'Port' },
  container: { id: 'Container id', ipv4: 'Address', ipv6: 'IPv6 address' },
  kubernetes: { id: 'VM id', ip: 'Address' },
}

const FACTS: Record<string, (fields: Fields) => WorkloadFact[]> = {
  network: (fields) => [
    { label: 'Range', value: text(fields.get('ip_range')) },
    ...items(fields, 'net_resources').flatMap((resource) => [
      { label: 'Subnet', value: text(resource.get('subnet')) },
      { label: 'Listen port', value: text(resource.get('wg_listen_port')) },
      { label: 'Peers', value: String(items(resource, 'peers').length) },
    ]),
  ],
  kubernetes: (fields) => [
    { label: 'In network', value: text(fields.get('network_id')) },
    { label: 'Address', value: text(fields.get('ip')) },
    { label: 'Role', value: items(fields, 'master_ips', true).length > 0 ? 'worker' : 'master' },
    { label: 'Size', value: text(fields.get('size')) },
  ],
  container: containerFacts,
  volume: (fields) => [
    { label: 'Size', value: gib(fields.get('size')) },
    { label: 'Disk', value: text(fields.get('type')) },
  ],
  zdb: (fields) => [
    { label: 'Size', value: gib(fields.get('size')) },
    { label: 'Disk', value: text(fields.get('disk_type')) },
    { label: 'Mode', value: text(fields.get('mode')) },
    { label: 'Password', value: text(fields.get('password')) ? 'sealed for the node' : 'none' },
    { label: 'Public', value: fields.get('public') === true ? 'yes' : 'no' },
  ],
  debug: (fields) => [
    { label: 'Log goes to', value: `${text(fields.get('host'))}:${text(fields.get('port'))}` },
    { label: 'Channel', value: text(fields.get('channel')) },
  ],
}

function containerFacts(fields: Fields): WorkloadFact[] {
  const network = toFields(fields.get('network'))
  const capacity = toFields(fields.get('capacity'))
  const memory = text(capacity.get('memory'))
  return [
    { label: 'Image', value: text(fields.get('flist')) },
    { label: 'In network', value: text(network.get('network_id')) },
    { label: 'Address', value: strings(network.get('ips')).join(', ') },
    { label: 'vCPU', value: text(capacity.get('cpu')) },
    { label: 'Memory', value: memory && `${memory} MiB` },
    { label: 'Runs', value: text(fields.get('entrypoint')) },
    // Values may be secrets, so only names are shown.
    {
      label: 'Environment',
      value: plain([...rawKeys(fields.get('env'))].slice(0, MOST_ITEMS).join(', ')),
    },
    ...items(fields, 'mounts').map((mount) => ({
      label: 'Mount',
      value: `${text(mount.get('volume_id'))} at ${text(mount.get('mountpoint'))}`,
    })),
  ]
}

const LABELS: Record<string, (fields: Fields) => string> = {
  network: (fields) => text(fields.get('name')),
  kubernetes: (fields) => `${text(fields.get('network_id'))} ${text(fields.get('ip'))}`,
  container: (fields) => text(fields.get('flist')).split('/').pop() ?? '',
  volume: (fields) => `${gib(fields.get('size'))} ${text(fields.get('type'))}`,
  zdb: (fields) => `${gib(fields.get('size'))} ${text(fields.get('disk_type'))}`,
  debug: (fields) => text(fields.get('host')),
}

function fieldsOf(data: string): Fields {
  try {
    return toFields(parseJsonLossless(data))
  } catch {
    return new Map()
  }
}

function toFields(value: LosslessJson | undefined): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  return new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
}

function rawKeys(value: LosslessJson | undefined): string[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? Object.keys(value) : []
}

function items(fields: Fields, key: string, ofTexts = false): Fields[] {
  const list = fields.get(key)
  if (!Array.isArray(list)) return []
  return list
    .slice(0, MOST_ITEMS)
    .filter((item) => ofTexts || (typeof item === 'object' && item !== null))
    .map(toFields)
}

function strings(value: LosslessJson | undefined): string[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS).map(text) : []
}

function text(value: LosslessJson | undefined): string {
  if (typeof value === 'string') return plain(value)
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : ''
}

function gib(value: LosslessJson | undefined): string {
  const size = text(value)
  return size && `${size} GiB`
}

/** One line without control or invisible characters. */
function plain(value: string, limit = VALUE_CHARS): string {
  const line = value
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
