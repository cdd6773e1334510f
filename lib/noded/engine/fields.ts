import { parseJsonLossless, type LosslessJson } from '@/lib/protocol/go-json'
import { quoted, refusal } from './refusal'

/** A JSON object from the wire; keys are matched without regard to case, as the original node does. */
export type Fields = ReadonlyMap<string, LosslessJson>

/** Reads `data` of a reservation. */
export function readFields(data: string): Fields {
  try {
    return asFields(parseJsonLossless(data), 'data')
  } catch {
    throw refusal('data is not a JSON object.')
  }
}

/** An object inside the data. */
export function asFields(value: LosslessJson | undefined, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal(`${where} must be an object.`)
  return new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
}

/** A string; absent is empty. */
export function text(fields: Fields, key: string, maxLength = 4096): string {
  const value = fields.get(key) ?? ''
  if (typeof value !== 'string') throw refusal(`${key} must be text.`)
  if (value.length > maxLength) throw refusal(`${key} is longer than ${maxLength} characters.`)
  return value
}

/** A whole number from `min` to `max`. */
export function integer(fields: Fields, key: string, min: number, max: number): number {
  const value = fields.get(key) ?? 0
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
    return value
  throw refusal(
    `${key} is ${quoted(String(value))} and must be a whole number from ${min} to ${max}.`,
  )
}

/** One of a few words. */
export function word<const Word extends string>(
  fields: Fields,
  key: string,
  words: readonly Word[],
): Word {
  const value = text(fields, key)
  const found = words.find((candidate) => candidate === value)
  if (found === undefined)
    throw refusal(`${key} is ${quoted(value)} and must be ${words.join(' or ')}.`)
  return found
}

/** A list; absent and null are empty. */
export function list(fields: Fields, key: string, maxLength = 1024): LosslessJson[] {
  const value = fields.get(key) ?? []
  if (!Array.isArray(value)) throw refusal(`${key} must be a list.`)
  if (value.length > maxLength) throw refusal(`${key} has more than ${maxLength} entries.`)
  return value
}

/** A list of strings; absent and null are empty. */
export function texts(fields: Fields, key: string): string[] {
  return list(fields, key).map((item) => {
    if (typeof item !== 'string') throw refusal(`${key} must be a list of texts.`)
    return item
  })
}
