import type { DraftType } from '@/lib/protocol/workload-draft'
import type { WorkloadPlaces, WorkloadPlan, WorkloadPlanProblem } from '@/lib/schemas/workloads'

/** What is typed, for all four kinds at once: changing the kind loses nothing. */
export interface WorkloadValues {
  type: DraftType
  name: string
  gridId: string
  nodeId: string
  networkId: string
  identityId: string
  /** containers: ends with its network, whatever `duration` says */
  endsWithNetwork: boolean
  duration: string
  size: string
  diskType: 'SSD' | 'HDD'
  mode: 'seq' | 'user'
  password: string
  public: boolean
  host: string
  port: string
  channel: string
  flist: string
  flistStorage: string
  entrypoint: string
  interactive: boolean
  ip: string
  publicIp6: boolean
  env: readonly { name: string; value: string }[]
  mounts: readonly { volume: string; mountpoint: string }[]
  cpu: string
  memory: string
}

export const START: WorkloadValues = {
  type: 'volume',
  name: '',
  gridId: '',
  nodeId: '',
  networkId: '',
  identityId: '',
  endsWithNetwork: true,
  duration: '14d',
  size: '10',
  diskType: 'SSD',
  mode: 'seq',
  password: '',
  public: false,
  host: '',
  port: '6379',
  channel: '',
  flist: '',
  flistStorage: '',
  entrypoint: '',
  interactive: false,
  ip: '',
  publicIp6: false,
  env: [],
  mounts: [],
  cpu: '1',
  memory: '512',
}

export const KINDS = [
  {
    value: 'container',
    label: 'Container',
    about: 'An flist image that runs in one of your networks.',
  },
  {
    value: 'volume',
    label: 'Volume',
    about: 'Disk space on one node, for containers there to mount.',
  },
  { value: 'zdb', label: 'Zdb', about: 'A 0-db namespace: a key-value store with its own port.' },
  { value: 'debug', label: 'Debug', about: 'The node sends its own log to a host of yours.' },
] as const satisfies readonly { value: DraftType; label: string; about: string }[]

/** Body of the plan and of the submit; the server says beside which field something is wrong. */
export function toRequest(values: WorkloadValues): Record<string, unknown> {
  const { type, name, nodeId, gridId, identityId } = values
  const duration = type === 'container' && values.endsWithNetwork ? '' : values.duration.trim()
  return {
    ...{ type, name: name.trim(), nodeId },
    ...(gridId && { gridId }),
    ...(identityId && type !== 'container' && { identityId }),
    ...(duration && { duration }),
    ...kindFields(values),
  }
}

function kindFields(values: WorkloadValues): Record<string, unknown> {
  const { size, diskType, mode, password, host, port, channel } = values
  switch (values.type) {
    case 'volume':
      return { size: numberOf(size), diskType }
    case 'zdb':
      return { size: numberOf(size), diskType, mode, password, public: values.public }
    case 'debug':
      return { host: host.trim(), port: numberOf(port), channel }
    case 'container':
      return {
        ...{ networkId: values.networkId, ip: values.ip.trim(), publicIp6: values.publicIp6 },
        ...{ flist: values.flist.trim(), flistStorage: values.flistStorage.trim() },
        ...{ entrypoint: values.entrypoint, interactive: values.interactive },
        ...{ env: values.env, mounts: values.mounts },
        ...{ cpu: numberOf(values.cpu), memory: numberOf(values.memory) },
      }
  }
}

/** What is no number becomes 0, which no field takes: the plan says what to type. */
function numberOf(text: string): number {
  const value = Number(text.trim() || '0')
  return Number.isFinite(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : 0
}

/** The error to show under a field: only once somebody has been there, or tried to submit. */
export function errorOf(
  plan: Pick<WorkloadPlan, 'problems'> | null,
  field: string,
  isShown: boolean,
): string | null {
  if (!isShown || !plan) return null
  const found = plan.problems.find((one) => one.field === field && one.severity === 'error')
  return found?.message ?? null
}

/** What is worth knowing before signing. */
export function warningsOf(plan: Pick<WorkloadPlan, 'problems'>): WorkloadPlanProblem[] {
  return plan.problems.filter(({ severity }) => severity === 'warning')
}

/** Volumes that a container on that node could mount. */
export function volumesOn(places: WorkloadPlaces, values: WorkloadValues) {
  return places.volumes.filter(
    ({ gridId, nodeId }) => gridId === values.gridId && nodeId === values.nodeId,
  )
}

/** A name of its own for each request: the same request twice is sent once. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [0, 8, 12, 16, 20].map((at, index, all) => hex.slice(at, all[index + 1] ?? 32)).join('-')
}
