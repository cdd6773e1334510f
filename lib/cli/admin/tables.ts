import type { Prisma } from '@/lib/server/db/generated/client'

type Model = Prisma.ModelName

/** A table in a backup: its model and the fields that order its rows. */
export interface BackupTable {
  model: Model
  key: readonly string[]
  /** rows that stay out */
  skip?: (row: Readonly<Record<string, unknown>>) => boolean
}

const byId = (model: Model): BackupTable => ({ model, key: ['id'] })

/** Everything worth keeping; whoever is pointed to comes before who points. */
export const BACKUP_TABLES: readonly BackupTable[] = [
  byId('User'),
  byId('Account'),
  byId('Invitation'),
  byId('ApiToken'),
  byId('SshKey'),
  byId('SavedSearch'),
  // The lease of the process that sends is nothing to bring back.
  { model: 'Setting', key: ['key'], skip: ({ key }) => String(key).startsWith('jobs/') },
  byId('Grid'),
  byId('Identity'),
  { model: 'GridFarm', key: ['gridId', 'farmId'] },
  { model: 'GridNode', key: ['gridId', 'nodeId'] },
  byId('NodeChange'),
  byId('GridWatch'),
  byId('Network'),
  { model: 'WireGuardKey', key: ['networkId', 'holder'] },
  // One that runs while the backup is made has no end there.
  { model: 'Proof', key: ['id'], skip: ({ state }) => state === 'running' },
  byId('Cluster'),
  byId('ConfigFile'),
  byId('Operation'),
  byId('Reservation'),
  byId('Step'),
  { model: 'Scan', key: ['gridId'] },
  byId('FoundReservation'),
  byId('Event'),
  byId('ExplorerFarm'),
  { model: 'ExplorerNode', key: ['nodeId'] },
  { model: 'ExplorerReservation', key: ['number'] },
  { model: 'ExplorerSeenSignature', key: ['signature'] },
  { model: 'ExplorerEnrolment', key: ['tokenHash'] },
]

/** What a backup leaves out: open sessions and counters of attempts. After a restore everybody signs in anew. */
export const LEFT_OUT: readonly Model[] = ['Session', 'Verification', 'RateLimit']
