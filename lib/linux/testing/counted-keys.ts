import { wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'

/** Key pairs that are the same in every run. */
export function countedKeys() {
  let count = 0
  return () => wireGuardKeyPair(new Uint8Array(32).fill(++count))
}
