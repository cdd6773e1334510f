/** What somebody wants on a node beside networks and VMs. Plain data: forms, REST and checks share it. */
export interface DraftBase {
  /** what people here call it; it does not leave the cockpit */
  name: string
  nodeId: string
}

export interface VolumeDraft extends DraftBase {
  type: 'volume'
  /** GiB */
  size: number
  diskType: 'SSD' | 'HDD'
}

export interface ZdbDraft extends DraftBase {
  type: 'zdb'
  /** GiB */
  size: number
  diskType: 'SSD' | 'HDD'
  mode: 'seq' | 'user'
  /** plain; it is sealed for the node when the workload is signed. Empty: none */
  password: string
  /** anybody may read; writing takes the password */
  public: boolean
}

export interface DebugDraft extends DraftBase {
  type: 'debug'
  host: string
  port: number
  channel: string
}

export interface ContainerDraft extends DraftBase {
  type: 'container'
  networkId: string
  /** empty: the first free address is taken */
  ip: string
  publicIp6: boolean
  flist: string
  flistStorage: string
  entrypoint: string
  interactive: boolean
  env: readonly { name: string; value: string }[]
  /** volumes by their reservation here; the node wants the id its result gave */
  mounts: readonly { volume: string; mountpoint: string }[]
  cpu: number
  /** MiB */
  memory: number
}

/** One of the four kinds. */
export type WorkloadDraft = VolumeDraft | ZdbDraft | DebugDraft | ContainerDraft
export type DraftType = WorkloadDraft['type']
export const DRAFT_TYPES = ['container', 'volume', 'zdb', 'debug'] as const satisfies DraftType[]

/** Amounts a draft takes from its node. */
export function takenAmounts(draft: WorkloadDraft): {
  cru: number
  mru: number
  hru: number
  sru: number
} {
  const none = { cru: 0, mru: 0, hru: 0, sru: 0 }
  if (draft.type === 'container') return { ...none, cru: draft.cpu, mru: draft.memory / 1024 }
  if (draft.type === 'debug') return none
  return draft.diskType === 'SSD' ? { ...none, sru: draft.size } : { ...none, hru: draft.size }
}
