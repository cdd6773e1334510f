import { goUnmarshaler, type Codec } from './codec'

const DAY = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/

function parseDay(text: string): bigint | null {
  const match = DAY.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal && hour < 24 && minute < 60 ? BigInt(date.getTime() / 1000) : null
}

/** `schema.Date`: unix seconds; also reads `2020/02/10` and `2020/02/10 12:30`. */
export const goDate: Codec<bigint> = goUnmarshaler<bigint>({
  go: 'schema.Date',
  zero: () => 0n,
  read(node) {
    if (node.kind === 'null') return null
    if (node.kind === 'number' && /^-?[0-9]{1,15}$/.test(node.raw)) {
      return { value: BigInt(node.raw) }
    }
    if (node.kind !== 'string') {
      return { refusal: `json: cannot unmarshal ${node.kind} into Go value of type string` }
    }
    const value = parseDay(node.value)
    return value === null
      ? { refusal: `invalid date string '${node.value.slice(0, 100)}'` }
      : { value }
  },
  encode: String,
})
