// Which unit tests touch the database: those that import the temporary database, directly or through other test helpers.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './shell.mjs'

const TEMPORARY = inRoot('lib/server/db/testing/temp-db.ts')

function* sourcesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'generated') yield* sourcesBelow(full)
    else if (/\.tsx?$/.test(entry.name)) yield full
  }
}

const isTest = (file) => file.endsWith('.test.ts')
/** Only helpers of tests may carry the dependency on: the product's own modules never import them. */
const isHelper = (file) => file.includes(`${path.sep}testing${path.sep}`)

function importsOf(file) {
  const found = readFileSync(file, 'utf8').matchAll(/from '(@\/|\.{1,2}\/)([^']+)'/g)
  return [...found].map(([, start, rest]) =>
    start === '@/' ? inRoot(`${rest}.ts`) : path.join(path.dirname(file), start, `${rest}.ts`),
  )
}

/** Paths of the tests, relative to the project's folder. */
export function databaseTests() {
  const files = ['lib', 'app'].flatMap((folder) => [...sourcesBelow(inRoot(folder))])
  const imports = new Map(
    files.filter((file) => isTest(file) || isHelper(file)).map((file) => [file, importsOf(file)]),
  )
  const touching = new Set([TEMPORARY])
  for (let size = 0; size !== touching.size;) {
    size = touching.size
    for (const [file, names] of imports)
      if (names.some((name) => touching.has(name))) touching.add(file)
  }
  return [...touching].filter(isTest).map((file) => path.relative(inRoot(), file))
}
