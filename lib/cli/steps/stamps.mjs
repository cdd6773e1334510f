// Deciding whether an earlier step still holds: a stamp is the hash of everything the step reads.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './shell.mjs'

const SKIPPED = new Set(['node_modules', '.next', 'generated', 'data', 'dist'])

function* filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* filesBelow(full)
    if (entry.isFile()) yield full
  }
}

/** Hash of the named files and folders, by path and content. */
export function hashOf(names) {
  const hash = createHash('sha256')
  for (const name of names) {
    const full = inRoot(name)
    if (!existsSync(full)) continue
    const files = path.extname(name) || name.startsWith('.') ? [full] : filesBelow(full)
    for (const file of files)
      hash.update(`${path.relative(inRoot(), file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Whether the stamp file holds exactly this hash. */
export const isStamped = (file, hash) =>
  existsSync(inRoot(file)) && readFileSync(inRoot(file), 'utf8') === hash

export function stamp(file, hash) {
  mkdirSync(path.dirname(inRoot(file)), { recursive: true })
  writeFileSync(inRoot(file), hash)
}
