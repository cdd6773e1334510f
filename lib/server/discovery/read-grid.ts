import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { listsAreFewer, NumberScan, probeNumbers } from '@/lib/protocol/scan'
import type { GridDriver, GridReservation, ListedReservation } from '@/lib/server/grid/driver'
import { matchOurs, resultOf, type FoundResult, type Hit, type OwnIdentities } from './match'

/** How far a scan has come. */
export interface ScanProgress {
  phase: 'lists' | 'numbers' | 'results'
  /** requests answered, and about how many are still to come */
  done: number
  left: number
  found: number
}

/** A hit with what its node answered. `result` is undefined when it was not read. */
export interface FoundHit extends Hit {
  result?: FoundResult | null
}

/** The highest reservation read, and its signature: when that changes, the explorer began its numbers again. */
export interface Mark {
  number: number
  signature: string
}

/** What reading needs and tells. */
export interface ReadOptions {
  driver: GridDriver
  ours: OwnIdentities
  nodeIds: readonly string[]
  /** first number to read */
  from: number
  now: number
  signal: AbortSignal
  pause: (ms: number) => Promise<void>
  onProgress: (progress: ScanProgress) => void
}

const AT_ONCE = 32
const TRIES = 3
const FIRST_PAUSE_MS = 250
/** So many numbers without an answer, and the explorer is in trouble: the rest is left for the next scan. */
const MOST_FAILURES = 8
/** So many answers that are no reservation, and it is no explorer. */
const MOST_UNREADABLE = 200
const MARK_CHARS = 200

/** Reads a grid's reservations from a number on, and keeps those that our identities signed. */
export class GridReading {
  readonly hits = new Map<string, FoundHit>()
  readonly numbers: NumberScan
  mark: Mark | null = null
  /** answers that were no reservation anybody can read */
  unreadable = 0
  /** the first trouble that left a number unread */
  trouble: DomainError | null = null
  private failures = 0
  private done = 0

  constructor(private readonly options: ReadOptions) {
    this.numbers = new NumberScan(options.from)
  }

  /** Reads everything. When it throws, `hits` and `numbers` say what was read until then. */
  async read(): Promise<void> {
    const { from, nodeIds } = this.options
    this.tell('numbers', 0)
    await this.readNumbers(probeNumbers(from))
    if (listsAreFewer(nodeIds.length, from, this.numbers.high)) await this.readLists()
    while (!this.numbers.isOver) {
      await this.readNumbers(this.numbers.take(AT_ONCE))
      this.tell('numbers', this.numbers.left)
    }
    await this.readResults([...this.hits.values()].filter((hit) => this.lacksResult(hit)))
  }

  /** One number as it stands now; null: nothing there. Throws after some tries. */
  async readAgain(number: string): Promise<GridReservation | null> {
    const { driver, signal } = this.options
    return this.trying(() => driver.getReservation(number, { signal }))
  }

  private tell(phase: ScanProgress['phase'], left: number): void {
    this.options.onProgress({ phase, done: this.done, left, found: this.hits.size })
  }

  private async readNumbers(numbers: readonly number[]): Promise<void> {
    await settled(numbers.map((number) => this.readNumber(number)))
    if (this.trouble && this.failures > MOST_FAILURES) throw this.trouble
    if (this.unreadable > MOST_UNREADABLE) throw nonsense()
  }

  private async readNumber(number: number): Promise<void> {
    try {
      const seen = await this.readAgain(String(number))
      this.numbers.answer(number, seen ? 'there' : 'missing')
      if (seen) this.note({ ...seen, number: String(number) })
    } catch (error) {
      if (!isDomainError(error) || this.options.signal.aborted) throw error
      if (isGarbage(error)) {
        this.unreadable += 1
        return this.numbers.answer(number, 'there')
      }
      this.failures += 1
      this.trouble ??= error
      this.numbers.answer(number, 'failed')
    } finally {
      this.done += 1
    }
  }

  /** Every known node's list. What stands in none of them is read by number afterwards. */
  private async readLists(): Promise<void> {
    const { driver, nodeIds, signal } = this.options
    const queue = [...nodeIds]
    const worker = async () => {
      for (let nodeId = queue.shift(); nodeId !== undefined; nodeId = queue.shift()) {
        const current = nodeId
        const list = await this.trying(() => driver.pollNode(current, { signal })).catch(
          (error: unknown) => this.withoutList(error),
        )
        for (const entry of list) this.noteListed(entry, current)
        this.done += 1
        this.tell('lists', queue.length)
      }
    }
    await settled(Array.from({ length: Math.min(AT_ONCE, queue.length) }, worker))
  }

  /** A list that cannot be had leaves its numbers to be read one by one. */
  private withoutList(error: unknown): readonly ListedReservation[] {
    if (!isDomainError(error) || this.options.signal.aborted) throw error
    return []
  }

  private noteListed(entry: ListedReservation, nodeId: string): void {
    const number = Number(entry.number)
    const isHere = entry.reservation?.nodeId === nodeId
    if (entry.number === '' || !isHere || !Number.isSafeInteger(number)) return
    if (number < this.options.from) return
    this.numbers.answer(number, 'there')
    this.note(entry)
  }

  private note(entry: ListedReservation | GridReservation): void {
    const number = Number(entry.number)
    if (number <= this.numbers.high && number >= (this.mark?.number ?? 0))
      this.mark = { number, signature: entry.signature.slice(0, MARK_CHARS) }
    const hit = matchOurs(entry, this.options.ours)
    if (hit) this.keep(hit, entry)
  }

  private keep(hit: Hit, entry: ListedReservation | GridReservation): void {
    if (!('result' in entry)) return void this.hits.set(hit.number, hit)
    // The node has removed it: there is nothing left to show or to adopt.
    if (entry.deleted === true) this.hits.delete(hit.number)
    else this.hits.set(hit.number, { ...hit, result: resultOf(hit, entry) })
  }

  /** Lists carry no results; what has ended needs none. */
  private lacksResult(hit: FoundHit): boolean {
    return hit.result === undefined && hit.endsAt.getTime() > this.options.now
  }

  private async readResults(hits: readonly FoundHit[]): Promise<void> {
    for (let at = 0; at < hits.length; at += AT_ONCE) {
      this.tell('results', hits.length - at)
      await settled(hits.slice(at, at + AT_ONCE).map((hit) => this.readResult(hit)))
    }
  }

  private async readResult(hit: FoundHit): Promise<void> {
    try {
      const seen = await this.readAgain(hit.number)
      if (seen?.signature === hit.signature) this.keep(hit, seen)
    } catch (error) {
      // Without its result it is still found; the next look reads it again.
      if (!isDomainError(error) || this.options.signal.aborted) throw error
    } finally {
      this.done += 1
    }
  }

  private async trying<T>(request: () => Promise<T>): Promise<T> {
    const { signal, pause } = this.options
    for (let attempt = 1; ; attempt += 1) {
      if (signal.aborted) throw cancelled()
      try {
        return await request()
      } catch (error) {
        if (signal.aborted) throw cancelled()
        if (!isDomainError(error) || attempt >= TRIES) throw error
        await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1))
      }
    }
  }
}

/** The scan was stopped by somebody here. */
export function cancelled(): DomainError {
  return new DomainError(
    'GRID_UNREACHABLE',
    'The scan was stopped. The next one goes on from there.',
  )
}

/** An answer came and is no reservation. Without a status in its details it was none of the explorer's errors. */
function isGarbage(error: DomainError): boolean {
  return error.code === 'GRID_BAD_ANSWER' && error.details['status'] === undefined
}

function nonsense(): DomainError {
  return new DomainError(
    'GRID_BAD_ANSWER',
    `The explorer has more than ${MOST_UNREADABLE} entries that are no reservations. The scan stopped there.`,
  )
}

/** Waits for all, then throws the first failure: what is still under way must not write after the end. */
async function settled(all: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
