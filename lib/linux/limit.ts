/**
 * Runs a task for each item, so many at a time, in order of the list. The first failure is thrown when all that were
 * begun have ended, so that nothing goes on behind the caller's back.
 */
export async function eachLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const failures: unknown[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length && failures.length === 0) {
      const index = next++
      try {
        results[index] = await task(items[index] as Item, index)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}
