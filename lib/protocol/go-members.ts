import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { wellFormed } from './go-json'
import { decodeString, type RawMember } from './json-scanner'

/** Members by lower-case key: Go matches keys without regard to case, and the last of a repeated key counts. */
export type FoldedMembers = ReadonlyMap<string, string>

const INT64_MAX = 2n ** 63n - 1n

/** Members of an object, keyed in lower case. */
export function foldMembers(members: readonly RawMember[]): FoldedMembers {
  return new Map(members.map(({ key, raw }) => [key.toLowerCase(), raw]))
}

/** A string; absent and `null` are empty. */
export function readString(
  members: FoldedMembers,
  key: string,
  struct: string,
  goType = 'string',
): string {
  const raw = present(members, key)
  if (raw === null) return ''
  if (!raw.startsWith('"')) throw wrongType(struct, key, raw, goType)
  return wellFormed(decodeString(raw))
}

/** A boolean; absent and `null` are false. */
export function readBoolean(members: FoldedMembers, key: string, struct: string): boolean {
  const raw = present(members, key)
  if (raw === null) return false
  if (raw !== 'true' && raw !== 'false') throw wrongType(struct, key, raw, 'bool')
  return raw === 'true'
}

/** A whole number within int64; absent and `null` are 0. */
export function readInt64(
  members: FoldedMembers,
  key: string,
  struct: string,
  goType = 'int64',
): bigint {
  const raw = present(members, key)
  if (raw === null) return 0n
  const value = /^-?\d+$/.test(raw) ? BigInt(raw) : null
  if (value === null || value > INT64_MAX || value < -INT64_MAX - 1n)
    throw wrongType(struct, key, raw, goType)
  return value
}

/** Base64 bytes; absent and `null` are empty. */
export function readBytes(
  members: FoldedMembers,
  key: string,
  struct: string,
  decode: (text: string) => Uint8Array,
): Uint8Array {
  const text = readString(members, key, struct, '[]uint8')
  try {
    return decode(text)
  } catch (error) {
    const original = isDomainError(error) ? error.details.original : undefined
    throw new DomainError(
      'INVALID_RESERVATION',
      `The field ${key} is not base64. Send standard base64 with its padding.`,
      { original },
    )
  }
}

function present(members: FoldedMembers, key: string): string | null {
  const raw = members.get(key)
  return raw === undefined || raw === 'null' ? null : raw
}

function wrongType(struct: string, key: string, raw: string, goType: string): DomainError {
  // Go names the number itself only where a number was wanted
  const found = kindOf(raw)
  const named = found === 'number' && /int|Duration/.test(goType) ? `number ${raw}` : found
  return new DomainError(
    'INVALID_RESERVATION',
    `The field ${key} has the wrong kind of value (${found}). Send it as the protocol writes it.`,
    {
      original: `json: cannot unmarshal ${named} into Go struct field ${struct}.${key} of type ${goType}`,
    },
  )
}

function kindOf(raw: string): string {
  if (raw.startsWith('"')) return 'string'
  if (raw.startsWith('{')) return 'object'
  if (raw.startsWith('[')) return 'array'
  return raw === 'true' || raw === 'false' ? 'bool' : 'number'
}
