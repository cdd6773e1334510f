import { fromHex, fromUtf8 } from '@/lib/crypto/encoding'
import type { Identity } from '@/lib/crypto/identity'
import { openSealed } from '@/lib/crypto/sealed-box'
import { refusal } from './refusal'

/** The text inside a sealed box that travels as hex. */
export function openText(identity: Identity, hex: string, field: string): string {
  const box = readHex(hex, field)
  try {
    return fromUtf8(openSealed(identity, box))
  } catch {
    throw refusal(`${field} is not sealed for this node's key.`)
  }
}

function readHex(hex: string, field: string): Uint8Array {
  try {
    return fromHex(hex)
  } catch {
    throw refusal(`${field} is not hexadecimal.`)
  }
}
