import { databaseTrouble } from '@/lib/server/db/trouble'

const MAX_ATTEMPTS = 20

/** Whether a write failed because a unique value was taken. */
export function isUniqueConflict(error: unknown): boolean {
  return databaseTrouble(error) === 'taken'
}

/**
 * Runs a transaction that takes the next free number; again when another process took it first.
 *
 * @throws whatever `run` throws, a conflict only after twenty in a row
 */
export async function withNextNumber<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isUniqueConflict(error) || attempt === MAX_ATTEMPTS) throw error
    }
  }
}

/**
 * Repeats a compare-and-set until it holds: `attempt` gives `conflict` when the row changed since it was read.
 *
 * @throws Error when the row changed twenty times in a row
 */
export async function untilStored<T>(attempt: () => Promise<T | 'conflict'>): Promise<T> {
  for (let count = 0; count < MAX_ATTEMPTS; count++) {
    const outcome = await attempt()
    if (outcome !== 'conflict') return outcome
  }
  throw new Error('A row of the explorer changed under every attempt to store it.')
}
