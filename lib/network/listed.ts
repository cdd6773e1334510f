/** Names in a sentence: "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  const [last, ...others] = [...names].reverse()
  if (others.length === 0) return last ?? ''
  return `${others.reverse().join(', ')} and ${last}`
}
