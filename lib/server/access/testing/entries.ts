import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const APP = path.resolve(import.meta.dirname, '../../../../app')
const ROOT = path.dirname(APP)
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

/** One thing the app answers to. `text` is the source of its file. */
export interface FoundEntry {
  key: string
  file: string
  text: string
}

/** Groups and slots are folders that do not show in the address. */
function address(folder: string): string {
  const parts = folder.split('/').filter((part) => part !== '' && !/^(\(.*\)|@.*)$/.test(part))
  return `/${parts.join('/')}`
}

function exportedMethods(text: string): string[] {
  return METHODS.filter((method) =>
    new RegExp(
      String.raw`export\s+(const|let|var|function|async\s+function)\s+${method}\b|export\s+(const\s+)?\{[^}]*\b${method}\b`,
    ).test(text),
  )
}

function entriesOf(file: string): FoundEntry[] {
  const relative = path.relative(APP, file).split(path.sep).join('/')
  const folder = path.posix.dirname(relative)
  const place = folder === '.' ? '' : folder
  const text = readFileSync(file, 'utf8')
  const [, kind] = /(?:^|\/)(page|route|layout|default)\.(?:tsx?|jsx?|mjs)$/.exec(relative) ?? []
  const keys =
    kind === 'route'
      ? exportedMethods(text).map((method) => `${method} ${address(place)}`)
      : kind === 'layout'
        ? [`LAYOUT /${place}`]
        : kind === undefined
          ? []
          : [`PAGE ${address(place)}`]
  if (kind === 'route' && keys.length === 0) keys.push(`? ${address(place)}`)
  return keys.map((key) => ({ key, file, text }))
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** Every page, route method and layout of `app/`. */
export function sourceEntries(): FoundEntry[] {
  return filesUnder(APP).flatMap(entriesOf)
}

/** Files with server actions: entries that have no address of their own. */
export function serverActionFiles(): string[] {
  return [APP, path.join(ROOT, 'components'), path.join(ROOT, 'lib')]
    .filter((folder) => existsSync(folder))
    .flatMap(filesUnder)
    .filter((file) => /\.(tsx?|jsx?)$/.test(file) && !/\.test\./.test(file))
    .filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(file, 'utf8')))
    .map((file) => path.relative(ROOT, file))
}

/** What the last build serves, as `page` or `route` with its address; null without a build. */
export function builtEntries(): { kind: 'page' | 'route'; address: string }[] | null {
  const manifest = path.join(ROOT, '.next', 'server', 'app-paths-manifest.json')
  if (!existsSync(manifest)) return null
  const paths = Object.keys(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>)
  return paths.map((name) => ({
    kind: name.endsWith('/route') ? 'route' : 'page',
    address: address(name.replace(/\/(page|route)$/, '')),
  }))
}

/** Addresses of the files in `public/`. */
export function publicFiles(): string[] {
  const folder = path.join(ROOT, 'public')
  if (!existsSync(folder)) return []
  return filesUnder(folder)
    .map((file) => `/${path.relative(folder, file).split(path.sep).join('/')}`)
    .filter((name) => !name.endsWith('.gitkeep'))
}
