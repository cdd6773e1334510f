/**
 * Reading an explorer's reservations by number, as pure decisions. Numbers count up from 0 and nobody tells how many there
 * are: a run without any ends the scan, single ones that are missing do not.
 */

/** So many numbers in a row without a reservation, behind the highest known, are the end. */
export const MISSES_AT_END = 16
/** Most numbers of one scan: an explorer that has something under every number would never end. */
export const MOST_NUMBERS = 100_000
const PROBES = 18
/** So many are read at once anyway. */
const FEW_NUMBERS = 64

/** What reading a number told. */
export type NumberAnswer = 'there' | 'missing' | 'failed'

/** Numbers to ask first, farther and farther apart: they tell about how many there are, and find what lies behind a gap. */
export function probeNumbers(from: number): number[] {
  return Array.from({ length: PROBES }, (_, power) => from + 2 ** power - 1)
}

/**
 * Whether the nodes' lists are the shorter way. A list answers everything of its node at once, what was read before too, so
 * a few new numbers are read one by one.
 */
export function listsAreFewer(nodes: number, from: number, high: number): boolean {
  const numbers = high + 1 - from
  return numbers > FEW_NUMBERS && nodes > 0 && nodes < numbers
}

/** One scan's cursor: which numbers to read next, when it is over, and where the next scan begins. */
export class NumberScan {
  private ahead: number
  private highest: number
  private readonly answered = new Set<number>()
  private readonly open = new Set<number>()
  private readonly failed = new Set<number>()

  constructor(private readonly from: number) {
    this.ahead = from
    this.highest = from - 1
  }

  /** Highest number known to hold a reservation; one below the first when there is none. */
  get high(): number {
    return this.highest
  }

  /** Numbers handed out and without an answer yet. */
  get openCount(): number {
    return this.open.size
  }

  /** About how many are still to be read. */
  get left(): number {
    return Math.max(0, this.end - this.ahead) + this.open.size
  }

  /** Whether the scan stopped at its greatest length, and goes on the next time. */
  get isCut(): boolean {
    return this.highest + 1 >= this.from + MOST_NUMBERS
  }

  /** One past the last number to read, as far as is known now. */
  private get end(): number {
    return Math.min(this.highest + 1 + MISSES_AT_END, this.from + MOST_NUMBERS)
  }

  /** Up to `count` numbers to read now, each handed out once. */
  take(count: number): number[] {
    const taken: number[] = []
    while (taken.length < count && this.ahead < this.end) {
      if (!this.answered.has(this.ahead)) taken.push(this.ahead)
      this.ahead += 1
    }
    for (const number of taken) this.open.add(number)
    return taken
  }

  /** What reading a number told; also of numbers never handed out, which then need no reading. */
  answer(number: number, what: NumberAnswer): void {
    this.open.delete(number)
    if (what === 'failed') this.failed.add(number)
    else this.failed.delete(number)
    if (number >= this.from) this.answered.add(number)
    if (what === 'there' && number < this.from + MOST_NUMBERS)
      this.highest = Math.max(this.highest, number)
  }

  /** Whether everything was read. */
  get isOver(): boolean {
    return this.open.size === 0 && this.ahead >= this.end
  }

  /** First number the next scan must read: nothing below it is unread. */
  get next(): number {
    const unread = [...this.open, ...this.failed].filter((number) => number <= this.highest)
    return unread.reduce((least, number) => Math.min(least, number), this.firstUntaken())
  }

  private firstUntaken(): number {
    let number = Math.min(this.ahead, this.highest + 1)
    while (number <= this.highest && this.answered.has(number)) number += 1
    return number
  }
}
