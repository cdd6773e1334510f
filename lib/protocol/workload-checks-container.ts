import { formatIpv4, readIpv4Cidr } from '@/lib/network/cidr'
import {
  careful,
  wrong,
  type NetworkPlace,
  type VolumePlace,
  type WorkloadFacts,
  type WorkloadProblem,
} from './workload-problem'
import type { ContainerDraft } from './workload-draft'

const MAX_URL_CHARS = 500
const MAX_ENTRYPOINT_CHARS = 1_000
const MAX_ENV = 64
const MAX_ENV_VALUE_CHARS = 4_096
const MAX_MOUNTS = 16
const MAX_PATH_CHARS = 200
const MIN_MEMORY_MIB = 64
const MAX_CPU = 1_024
const MAX_MEMORY_MIB = 16 * 1024 * 1024
/** VMs of clusters are given the lowest addresses; containers begin behind them. */
const FIRST_CHOICE = 10

/** A container: its image, its place in the network, what it mounts and takes. */
export function checkContainer(draft: ContainerDraft, facts: WorkloadFacts): WorkloadProblem[] {
  return [
    ...checkImage(draft),
    ...checkPlace(draft, facts.network),
    ...checkEntrypoint(draft.entrypoint),
    ...checkEnv(draft.env),
    ...checkMounts(draft, facts),
    ...checkAmounts(draft),
    ...checkEnd(facts),
  ]
}

function checkImage({ flist, flistStorage }: ContainerDraft): WorkloadProblem[] {
  const problems: WorkloadProblem[] = []
  if (!isHttpUrl(flist))
    problems.push(
      wrong(
        'flist',
        'Type the address of an flist, such as https://hub.grid.tf/tf-official-apps/redis.flist.',
      ),
    )
  else if (!/\.flist$/i.test(flist))
    problems.push(careful('flist', 'Addresses of flists end in .flist; this one does not.'))
  if (flistStorage !== '' && !/^[a-z][a-z0-9+.-]*:\/\/[^\s@]{1,200}$/i.test(flistStorage))
    problems.push(
      wrong('flistStorage', 'Leave it empty, or type an address such as zdb://hub.grid.tf:9900.'),
    )
  return problems
}

/** http(s), a host, nobody's password in it. */
function isHttpUrl(text: string): boolean {
  if (text.length > MAX_URL_CHARS || /[\s\p{Cc}]/u.test(text)) return false
  return /^https?:\/\/[a-z0-9][a-z0-9.-]*(:\d{1,5})?\/[^@\s]+$/i.test(text)
}

function checkPlace(draft: ContainerDraft, network: NetworkPlace | null): WorkloadProblem[] {
  if (!network) return [wrong('network', 'Choose the network the container joins.')]
  const { name, state, subnet } = network
  if (state === 'absent' || !subnet)
    return [
      wrong(
        'network',
        `The network ${name} is not on this node. Add the node to it and apply it first; without its network a container fails for good.`,
      ),
    ]
  const problems = checkAddress(draft.ip, subnet, network)
  if (state === 'coming')
    problems.push(
      careful(
        'network',
        `${name} is not up on this node yet. The container is sent as soon as it is.`,
      ),
    )
  return problems
}

function checkAddress(
  ip: string,
  subnet: string,
  { name, taken }: NetworkPlace,
): WorkloadProblem[] {
  if (ip === '')
    return freeAddress(subnet, taken) === null
      ? [wrong('ip', `Every address of ${subnet} is taken.`)]
      : []
  const range = readIpv4Cidr(subnet)
  const address = readIpv4Cidr(`${ip}/32`)
  if (!range || !address || ip !== ip.trim())
    return [wrong('ip', `Type an IPv4 address inside ${subnet}, or leave it empty for a free one.`)]
  const offset = address.address - range.network
  const size = 2 ** (32 - range.prefix)
  if (offset < 0 || offset >= size)
    return [wrong('ip', `${ip} is outside ${subnet}, the node's subnet in ${name}.`)]
  if (offset === 0 || offset === size - 1)
    return [
      wrong(
        'ip',
        `${ip} is not an address of a machine: it stands for ${subnet} itself or for all of it.`,
      ),
    ]
  if (offset === 1) return [wrong('ip', `${ip} is the node's own address in ${name}.`)]
  if (taken.includes(ip)) return [wrong('ip', `${ip} is taken by another workload of ${name}.`)]
  return []
}

/** The first free address of a subnet for a container; null when none is left. */
export function freeAddress(subnet: string, taken: readonly string[]): string | null {
  const range = readIpv4Cidr(subnet)
  if (!range) return null
  const last = 2 ** (32 - range.prefix) - 2
  const offsets = [...span(FIRST_CHOICE, last), ...span(2, Math.min(FIRST_CHOICE - 1, last))]
  const used = new Set(taken)
  const free = offsets
    .map((offset) => formatIpv4(range.network + offset))
    .find((ip) => !used.has(ip))
  return free ?? null
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

function checkEntrypoint(entrypoint: string): WorkloadProblem[] {
  if (entrypoint.length > MAX_ENTRYPOINT_CHARS)
    return [wrong('entrypoint', `Use at most ${MAX_ENTRYPOINT_CHARS} characters.`)]
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(entrypoint)
    ? [wrong('entrypoint', 'Write the command in one line, without control characters.')]
    : []
}

function checkEnv(env: ContainerDraft['env']): WorkloadProblem[] {
  if (env.length > MAX_ENV) return [wrong('env', `Use at most ${MAX_ENV} variables.`)]
  const problems = env.flatMap(({ name, value }, index) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name))
      return [wrong(`env.${index}.name`, 'Use letters, digits and underscores, no digit first.')]
    if (env.findIndex((other) => other.name === name) < index)
      return [wrong(`env.${index}.name`, `${name} is set twice.`)]
    return value.length > MAX_ENV_VALUE_CHARS || value.includes('\0')
      ? [
          wrong(
            `env.${index}.value`,
            `Use at most ${MAX_ENV_VALUE_CHARS} characters, no zero byte.`,
          ),
        ]
      : []
  })
  if (env.length > 0 && problems.length === 0)
    problems.push(
      careful('env', 'Variables are not encrypted: whoever can read the explorer reads them.'),
    )
  return problems
}

function checkMounts({ mounts }: ContainerDraft, facts: WorkloadFacts): WorkloadProblem[] {
  if (mounts.length > MAX_MOUNTS) return [wrong('mounts', `Use at most ${MAX_MOUNTS} volumes.`)]
  return mounts.flatMap(({ volume, mountpoint }, index) => {
    const place = facts.volumes.find((one) => one.reservationId === volume)
    const isTwice = mounts.findIndex((other) => other.mountpoint === mountpoint) < index
    return [
      ...checkVolume(place, `mounts.${index}.volume`, facts.endsAt),
      ...checkPath(mountpoint, `mounts.${index}.mountpoint`, isTwice),
    ]
  })
}

function checkVolume(
  place: VolumePlace | undefined,
  field: string,
  endsAt: number | null,
): WorkloadProblem[] {
  if (!place)
    return [
      wrong(
        field,
        'Choose a volume of yours that runs on this node and was signed with the same identity.',
      ),
    ]
  return endsAt !== null && place.endsAt < endsAt
    ? [careful(field, `The volume ${place.name} ends before the container does.`)]
    : []
}

function checkPath(path: string, field: string, isTwice: boolean): WorkloadProblem[] {
  const isPath = /^(\/[^/\s\p{Cc}]+)+$/u.test(path) && path.length <= MAX_PATH_CHARS
  if (!isPath || path.split('/').some((part) => part === '..' || part === '.'))
    return [
      wrong(
        field,
        'Type a path such as /data: from the root, without spaces and dots for folders.',
      ),
    ]
  return isTwice ? [wrong(field, `Something is mounted at ${path} already.`)] : []
}

function checkAmounts({ cpu, memory }: ContainerDraft): WorkloadProblem[] {
  const problems: WorkloadProblem[] = []
  if (!Number.isInteger(cpu) || cpu < 1 || cpu > MAX_CPU)
    problems.push(wrong('cpu', 'Type a whole number of vCPU, at least 1.'))
  if (!Number.isInteger(memory) || memory < MIN_MEMORY_MIB || memory > MAX_MEMORY_MIB)
    problems.push(wrong('memory', `Type a whole number of MiB, at least ${MIN_MEMORY_MIB}.`))
  return problems
}

function checkEnd({ endsAt, network }: WorkloadFacts): WorkloadProblem[] {
  if (!network?.endsAt || endsAt === null || endsAt <= network.endsAt) return []
  return [
    careful(
      'duration',
      `The network ${network.name} ends earlier, and the container ends with it.`,
    ),
  ]
}
