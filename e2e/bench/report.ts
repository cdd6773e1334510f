/** One line of a benchmark: figure, baseline of the same run, ratio. */
export function report(name: string, figures: Record<string, string | number>) {
  const text = Object.entries(figures)
    .map(([key, value]) => `${key} ${value}`)
    .join(' · ')
  console.log(`${name}: ${text}`)
}

export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`

/** A benchmark checks its own result before it speaks. */
export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`The benchmark's own check failed: ${what}`)
}
