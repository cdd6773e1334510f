import { foldMembers, type FoldedMembers } from '@/lib/protocol/go-members'
import { scanElements, scanMembers } from '@/lib/protocol/json-scanner'

/**
 * Elements of a JSON array, each as the text received; an empty list for `null` (Go writes an empty list so).
 * @returns null when the text is not JSON, or not a list
 */
export function rawElements(text: string): string[] | null {
  if (text.trim() === 'null') return []
  try {
    return scanElements(text)
  } catch {
    return null
  }
}

/**
 * Members of a JSON object by lower-case key, each as the text received.
 * @returns null when the text is not JSON, or not an object
 */
export function rawMembers(text: string): FoldedMembers | null {
  try {
    const members = scanMembers(text)
    return members && foldMembers(members)
  } catch {
    return null
  }
}

/** The value of a JSON text; null for `null` and for anything that is not JSON. */
export function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** A string member; empty when absent or of another type. */
export function stringMember(members: FoldedMembers, key: string): string {
  const value = tryParse(members.get(key) ?? 'null')
  return typeof value === 'string' ? value : ''
}
