import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PrismaClient } from '@/lib/server/db/generated/client'
import { machineId } from './machine-id'
import { isProcessAlive } from './process-alive'

/**
 * One process at a time sends requests. The lease is a row; whoever holds it renews it, and sends nothing when too little
 * of it is left for a request to end in time: so nobody looks for a request that is still on its way.
 *
 * Processes may run on several machines, and no two clocks agree. So nobody compares times of another machine: a waiting
 * process watches the row, and only when it has not changed for the lease's whole length, by its own clock, is it over.
 */
const LEASE_KEY = 'jobs/runner'
/** Longer than a request may take, with room for renewing. */
export const LEASE_MS = 25_000
const RENEW_MS = 4_000
/** A request may take this long after it was allowed. */
export const REQUEST_BUDGET_MS = 12_000

const leaseSchema = z.object({
  owner: z.string(),
  pid: z.number(),
  host: z.string(),
  /** counts the renewals, so that each changes the row */
  renewal: z.number().default(0),
})
type Lease = z.output<typeof leaseSchema>

const shared = globalThis as typeof globalThis & { cockpitLeaseOwners?: Set<string> }
const ownersHere = () => (shared.cockpitLeaseOwners ??= new Set())

/** Milliseconds of two clocks: one that only goes forward, and the one on the wall, which also counts a machine's sleep. */
export interface Clocks {
  steady: () => number
  wall: () => number
}
const CLOCKS: Clocks = { steady: () => performance.now(), wall: () => Date.now() }

function parseLease(text: string): Lease | null {
  try {
    return leaseSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whether the holder's process is known to be gone: only where its process numbers are ours. */
function isGone(lease: Lease): boolean {
  if (lease.host !== machineId()) return false
  return lease.pid === process.pid ? !ownersHere().has(lease.owner) : !isProcessAlive(lease.pid)
}

/** The right to send requests; see the top of the file. */
export class RunnerLease {
  private readonly owner = randomUUID()
  private renewals = 0
  /** when the last renewal was begun, by both clocks */
  private renewedAt: { steady: number; wall: number } | null = null
  /** somebody else's lease, and since when it looks like this */
  private watched = { value: '', since: 0 }

  constructor(
    private readonly db: PrismaClient,
    private readonly clocks: Clocks = CLOCKS,
  ) {}

  /** Takes or renews the lease. `taken`: it was somebody else's (or nobody's) until now, so look what was left behind. */
  async hold(): Promise<'held' | 'taken' | 'elsewhere'> {
    if (this.age() < RENEW_MS) return 'held'
    const begun = { steady: this.clocks.steady(), wall: this.clocks.wall() }
    const row = await this.db.setting.findUnique({ where: { key: LEASE_KEY } })
    const lease = row && parseLease(row.value)
    const isMine = lease?.owner === this.owner && this.age() < LEASE_MS
    if (row && lease && lease.owner !== this.owner && !this.isOver(row.value, lease))
      return 'elsewhere'
    if (!(await this.write(row?.value ?? null, JSON.stringify(this.lease())))) return 'elsewhere'
    ownersHere().add(this.owner)
    this.renewedAt = begun
    return isMine ? 'held' : 'taken'
  }

  /** Whether a request may leave now: enough of the lease is left for it to end. */
  maySend(): boolean {
    return this.age() < LEASE_MS - REQUEST_BUDGET_MS
  }

  /** Gives the lease up, so that the next process need not wait for its end. */
  async release(): Promise<void> {
    this.renewedAt = null
    ownersHere().delete(this.owner)
    const row = await this.db.setting.findUnique({ where: { key: LEASE_KEY } })
    if (!row || parseLease(row.value)?.owner !== this.owner) return
    await this.db.setting.deleteMany({ where: { key: LEASE_KEY, value: row.value } })
  }

  /** Time since the last renewal by the clock on which more has passed: neither sleep nor a clock set back prolongs it. */
  private age(): number {
    if (this.renewedAt === null) return Infinity
    const { steady, wall } = this.clocks
    return Math.max(steady() - this.renewedAt.steady, wall() - this.renewedAt.wall)
  }

  private isOver(value: string, lease: Lease): boolean {
    if (isGone(lease)) return true
    const now = this.clocks.steady()
    if (this.watched.value !== value) this.watched = { value, since: now }
    return now - this.watched.since >= LEASE_MS
  }

  private lease(): Lease {
    this.renewals += 1
    return { owner: this.owner, pid: process.pid, host: machineId(), renewal: this.renewals }
  }

  /** Writes only when nobody else wrote in between. */
  private async write(seen: string | null, value: string): Promise<boolean> {
    if (seen === null) {
      // `upsert` that changes nothing: a row somebody else made meanwhile keeps its value.
      const row = await this.db.setting.upsert({
        where: { key: LEASE_KEY },
        create: { key: LEASE_KEY, value },
        update: {},
      })
      return row.value === value
    }
    const { count } = await this.db.setting.updateMany({
      where: { key: LEASE_KEY, value: seen },
      data: { value },
    })
    return count === 1
  }
}
