import { md5 } from '@noble/hashes/legacy.js'
import { encodeBase58 } from '@/lib/crypto/base58'
import { utf8 } from '@/lib/crypto/encoding'

const NETID_LENGTH = 13

/** The name a node gives a network on its machine; two users' networks of one name stay apart. */
export function netId(userId: string, name: string): string {
  return encodeBase58(md5(utf8(userId + name))).slice(0, NETID_LENGTH)
}
