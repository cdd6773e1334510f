import { encodeGoJson } from '@/lib/protocol/go-json'

/** A string as Go's encoding/json writes it. */
export function encodeGoString(text: string): string {
  return encodeGoJson(text)
}

/** Text in Go's %q form, for sentences about what somebody typed. */
export function quoteGo(text: string): string {
  return JSON.stringify(text)
}
