import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from '@/lib/crypto/encoding'
import {
  encodeSeedFile,
  identityFromSeed,
  parseSeedFile,
  type Identity,
} from '@/lib/crypto/identity'
import { readIfThere, writeWhole } from './files'

/**
 * The identity of the n-th node, made at its first start and kept in a seed file of its owner's only.
 *
 * @param seedText makes the first start repeatable: for tests, never for a node that matters
 */
export async function loadIdentity(
  dataDir: string,
  index: number,
  seedText: string | undefined,
): Promise<Identity> {
  const file = path.join(dataDir, 'identities', `node-${index + 1}.seed`)
  const kept = await readIfThere(file)
  if (kept) return identityFromSeed(parseSeedFile(kept))
  const seed = seedText === undefined ? randomBytes(32) : sha256(utf8(`${seedText}\n${index}`))
  await writeWhole(file, encodeSeedFile(seed))
  return identityFromSeed(seed)
}
