/** Something about a draft; `error` blocks signing, `warning` does not. */
export interface WorkloadProblem {
  /** name of the field it belongs to, such as `flist`, `mounts.0.mountpoint`; `node` and `duration` for all */
  field: string
  severity: 'error' | 'warning'
  message: string
}

/** A network as a container on one node meets it. */
export interface NetworkPlace {
  name: string
  /** `coming`: its reservation on the node is on its way, and the container waits for it */
  state: 'deployed' | 'coming' | 'absent'
  /** the node's subnet in it */
  subnet: string | null
  /** addresses of VMs and containers there */
  taken: readonly string[]
  /** unix milliseconds */
  endsAt: number | null
}

/** A volume of ours on the node that can be mounted. */
export interface VolumePlace {
  reservationId: string
  name: string
  /** as the node's result gave it */
  volumeId: string
  /** unix milliseconds */
  endsAt: number
}

/** What checking must know. */
export interface WorkloadFacts {
  /** null: the grid does not know it */
  node: {
    label: string
    freshness: 'up' | 'late' | 'down'
    free: { cru: number; mru: number; hru: number; sru: number }
  } | null
  /** containers only: the chosen network; null: there is none of that id */
  network: NetworkPlace | null
  volumes: readonly VolumePlace[]
  /** end instant, unix milliseconds; null when the duration says none */
  endsAt: number | null
}

/** A problem that blocks. */
export function wrong(field: string, message: string): WorkloadProblem {
  return { field, severity: 'error', message }
}

/** A problem that does not. */
export function careful(field: string, message: string): WorkloadProblem {
  return { field, severity: 'warning', message }
}
