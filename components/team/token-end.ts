const two = (value: number) => String(value).padStart(2, '0')

/** A day of the reader's calendar as a date field has it. */
export function dayAfter(today: Date, days: number): string {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days)
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** The last second of that day where the reader is, as an instant; null for no day. */
export function endOfDay(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (year === undefined) return null
  const end = new Date(Number(year), Number(month) - 1, Number(date), 23, 59, 59)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}
