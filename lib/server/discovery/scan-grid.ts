import { z } from 'zod'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import type { FoundReservation, Scan } from '@/lib/server/db/generated/client'
import { recordEvent } from '@/lib/server/events/record-event'
import type { GridDriver } from '@/lib/server/grid/driver'
import { ERASED } from '@/lib/server/identities/store'
import { dropRows, dropUnseen, openRows, saveFound } from './found-rows'
import { matchOurs, resultOf, type OwnIdentities } from './match'
import { GridReading, type FoundHit, type Mark, type ScanProgress } from './read-grid'

/** A scan's effects. */
export interface ScanDeps {
  driver: GridDriver
  now: () => number
  pause: (ms: number) => Promise<void>
}

/** How to scan. */
export interface ScanOptions {
  signal: AbortSignal
  onProgress?: (progress: ScanProgress) => void
  /** read every number again, whatever was read before */
  fromStart?: boolean
}

/** What a scan did. */
export interface ScanOutcome {
  /** first number read */
  from: number
  added: number
  /** the explorer had begun its numbers again */
  renumbered: boolean
  /** entries nobody can read */
  unreadable: number
}

const markSchema = z.object({ number: z.int().min(0), signature: z.string() })
const identitiesSchema = z.array(z.string())

/** Every identity of the team that can still sign. */
export async function ownIdentities(): Promise<OwnIdentities> {
  const rows = await db().identity.findMany({
    where: { sealedSeed: { not: ERASED } },
    select: { id: true, publicId: true },
  })
  return new Map(rows.map((row) => [row.publicId, row.id]))
}

/**
 * Looks for reservations of our identities on a grid and writes what it finds. Only numbers not read yet are read, unless
 * an identity is new or the explorer has begun its numbers again. What was found before a failure is kept, and the next
 * scan goes on where this one stopped.
 *
 * @throws DomainError why the grid could not be read, `NO_IDENTITY`
 */
export async function scanGrid(
  gridId: string,
  deps: ScanDeps,
  options: ScanOptions,
): Promise<ScanOutcome> {
  const ours = await ownIdentities()
  if (ours.size === 0)
    throw new DomainError(
      'NO_IDENTITY',
      'There is no identity to look for. Create or import one under Identities.',
    )
  const startedAt = new Date(deps.now())
  const previous = await db().scan.findUnique({ where: { gridId } })
  await markStarted(gridId, startedAt)
  try {
    return await scan({ gridId, deps, options, ours, previous, startedAt })
  } catch (error) {
    if (!isDomainError(error)) throw error
    await db().scan.update({ where: { gridId }, data: { error: error.message } })
    throw error
  }
}

async function markStarted(gridId: string, startedAt: Date): Promise<void> {
  await db().scan.upsert({
    where: { gridId },
    create: { gridId, startedAt },
    update: { startedAt, error: null },
  })
}

interface Scanning {
  gridId: string
  deps: ScanDeps
  options: ScanOptions
  ours: OwnIdentities
  previous: Scan | null
  startedAt: Date
}

async function scan(scanning: Scanning): Promise<ScanOutcome> {
  const { gridId, deps, options, ours, previous, startedAt } = scanning
  const { signal, onProgress = () => undefined } = options
  const { driver, pause } = deps
  const { from, renumbered } = await startOf(scanning)
  const nodes = await db().gridNode.findMany({ where: { gridId }, select: { nodeId: true } })
  const reading = new GridReading({
    ...{ driver, ours, from, signal, pause, onProgress },
    nodeIds: nodes.map(({ nodeId }) => nodeId),
    now: startedAt.getTime(),
  })
  const failure = await reading.read().then(
    () => reading.trouble,
    (error: unknown) => domainError(error),
  )
  const hits = [...reading.hits.values()]
  const added = await saveFound({ gridId, hits, moved: renumbered, now: startedAt })
  if (!failure && from > 0) await refreshOpen(scanning, reading)
  if (!failure && from === 0) await dropUnseen(gridId, startedAt)
  await finish(scanning, reading, previous, added, failure)
  if (failure) throw failure
  return { from, added, renumbered, unreadable: reading.unreadable }
}

function domainError(error: unknown): DomainError {
  if (isDomainError(error)) return error
  throw error
}

/** Where to begin: after what was read, unless that no longer says anything. */
async function startOf({
  deps,
  options,
  ours,
  previous,
}: Scanning): Promise<{ from: number; renumbered: boolean }> {
  if (!previous || options.fromStart) return { from: 0, renumbered: false }
  const readFor = new Set(identitiesSchema.parse(JSON.parse(previous.identities)))
  if ([...ours.keys()].some((id) => !readFor.has(id))) return { from: 0, renumbered: false }
  const renumbered = await isRenumbered(previous, deps, options.signal)
  return { from: renumbered ? 0 : previous.next, renumbered }
}

/** The highest reservation read stands no longer under its number: the explorer lost its memory and began again. */
async function isRenumbered(
  { mark }: Scan,
  { driver }: ScanDeps,
  signal: AbortSignal,
): Promise<boolean> {
  if (mark === null) return false
  const { number, signature } = markSchema.parse(JSON.parse(mark))
  const seen = await driver.getReservation(String(number), { signal })
  return seen === null || seen.signature.slice(0, signature.length || undefined) !== signature
}

/** Looks again at what was found before: an answer may have come, or it is gone. */
async function refreshOpen(scanning: Scanning, reading: GridReading): Promise<void> {
  const { gridId, ours, startedAt } = scanning
  const rows = (await openRows(gridId, startedAt)).filter(
    (row) => !reading.hits.has(row.gridNumber),
  )
  const gone: string[] = []
  const seen: FoundHit[] = []
  for (let at = 0; at < rows.length; at += REFRESH_AT_ONCE) {
    const looks = rows.slice(at, at + REFRESH_AT_ONCE).map(async (row) => {
      const hit = await lookAgain(row, reading, ours)
      if (hit) seen.push(hit)
      else gone.push(row.id)
    })
    await Promise.all(looks)
  }
  await dropRows(gone)
  await saveFound({ gridId, hits: seen, moved: false, now: startedAt })
}
const REFRESH_AT_ONCE = 32

async function lookAgain(
  row: FoundReservation,
  reading: GridReading,
  ours: OwnIdentities,
): Promise<FoundHit | null> {
  const seen = await reading.readAgain(row.gridNumber)
  if (!seen || seen.deleted === true) return null
  const hit = matchOurs({ ...seen, number: row.gridNumber }, ours)
  return hit?.signature === row.signature ? { ...hit, result: resultOf(hit, seen) } : null
}

async function finish(
  { gridId, deps, ours }: Scanning,
  { numbers, mark, unreadable }: GridReading,
  previous: Scan | null,
  added: number,
  failure: DomainError | null,
): Promise<void> {
  const isWhole = failure === null
  await db().$transaction(async (tx) => {
    await tx.scan.update({
      where: { gridId },
      data: {
        next: numbers.next,
        identities: JSON.stringify([...ours.keys()]),
        mark: markText(mark, previous, numbers.next),
        error: failure?.message ?? (unreadable > 0 ? unreadableNote(unreadable) : null),
        ...(isWhole && { finishedAt: new Date(deps.now()) }),
      },
    })
    if (added > 0)
      await recordEvent(tx, {
        kind: 'grid',
        subjectId: gridId,
        gridId,
        message: `Found ${added} ${added === 1 ? 'reservation' : 'reservations'} made elsewhere with your identities.`,
      })
  })
}

/** A scan that read nothing new keeps the mark it began with; one that began anew has none of the old. */
function markText(mark: Mark | null, previous: Scan | null, next: number): string | null {
  if (mark) return JSON.stringify(mark)
  return next > 0 ? (previous?.mark ?? null) : null
}

function unreadableNote(count: number): string {
  return `${count} ${count === 1 ? 'entry' : 'entries'} of the explorer cannot be read and ${count === 1 ? 'was' : 'were'} left out.`
}
