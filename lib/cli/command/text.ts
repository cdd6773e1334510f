/** Text from elsewhere as one harmless line: a node's name must not be able to move the terminal's cursor. */
export function plain(value: unknown): string {
  return String(value ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
}

const COLUMN_GAP = '  '

/** Rows as aligned columns under their heads. */
export function table(heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [heads, ...rows.map((row) => row.map(plain))]
  const widths = heads.map((_, column) =>
    Math.max(...cells.map((row) => [...(row[column] ?? '')].length)),
  )
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
        .join(COLUMN_GAP)
        .trimEnd(),
    )
    .join('\n')
}

/** Local date and time to the minute, as people say it. */
export function when(instant: string | null): string {
  if (instant === null) return ''
  const date = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
