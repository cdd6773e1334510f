import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { z } from 'zod'
import type { PrismaClient } from '@/lib/server/db/generated/client'

/**
 * One process at a time sends requests. The lease is a row; whoever holds it renews it, and sends nothing when too little
 * of it is left for a request to end in time: so nobody looks for a request that is still on its way.
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
  until: z.number(),
})
type Lease = z.output<typeof leaseSchema>

const shared = globalThis as typeof globalThis & { cockpitLeaseOwners?: Set<string> }
const ownersHere = () => (shared.cockpitLeaseOwners ??= new Set())

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function parseLease(text: string): Lease | null {
  try {
    return leaseSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whether the holder can no longer send anything: its time is over, or its process is gone from this machine. */
function isOver(lease: Lease, now: number): boolean {
  if (lease.until <= now) return true
  if (lease.host !== hostname()) return false
  return lease.pid === process.pid ? !ownersHere().has(lease.owner) : !isAlive(lease.pid)
}

/** The right to send requests; see the top of the file. */
export class RunnerLease {
  private readonly owner = randomUUID()
  private until = 0
  private renewed = 0

  constructor(
    private readonly db: PrismaClient,
    private readonly now: () => number,
  ) {}

  /** Takes or renews the lease. `taken`: it was somebody else's (or nobody's) until now, so look what was left behind. */
  async hold(): Promise<'held' | 'taken' | 'elsewhere'> {
    const now = this.now()
    if (this.until > now && now - this.renewed < RENEW_MS) return 'held'
    const row = await this.db.setting.findUnique({ where: { key: LEASE_KEY } })
    const lease = row && parseLease(row.value)
    const isMine = lease?.owner === this.owner && this.until > now
    if (lease && !isMine && lease.owner !== this.owner && !isOver(lease, now)) return 'elsewhere'
    const value = JSON.stringify(this.lease(now))
    if (!(await this.write(row?.value ?? null, value))) return 'elsewhere'
    ownersHere().add(this.owner)
    this.until = now + LEASE_MS
    this.renewed = now
    return isMine ? 'held' : 'taken'
  }

  /** Whether a request may leave now: enough of the lease is left for it to end. */
  maySend(): boolean {
    return this.until - this.now() > REQUEST_BUDGET_MS
  }

  /** Gives the lease up, so that the next process need not wait for its end. */
  async release(): Promise<void> {
    this.until = 0
    ownersHere().delete(this.owner)
    const row = await this.db.setting.findUnique({ where: { key: LEASE_KEY } })
    if (!row || parseLease(row.value)?.owner !== this.owner) return
    await this.db.setting.deleteMany({ where: { key: LEASE_KEY, value: row.value } })
  }

  private lease(now: number): Lease {
    return { owner: this.owner, pid: process.pid, host: hostname(), until: now + LEASE_MS }
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
