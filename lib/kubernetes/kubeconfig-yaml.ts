import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml'
import { utf8 } from '@/lib/crypto/encoding'
import { DomainError } from '@/lib/errors/domain-error'

/** YAML without its traps: text, lists, and maps from text. */
export type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>

/** Largest file taken; the one k3s writes has about 3 KiB. */
export const MAX_KUBECONFIG_BYTES = 256 * 1024

/** The file is no kubeconfig, or none that can be read. */
export function invalid(field: string, message: string): DomainError {
  return new DomainError('KUBECONFIG_INVALID', `${field}: ${message}`, { field })
}

/** A key as sentences may show it: hostile text stays out of them. */
export function shownKey(key: string): string {
  return /^[A-Za-z0-9._/-]{1,60}$/.test(key) ? key : '(unusual name)'
}

/** Path of a member. */
export function inside(path: string, key: string): string {
  return path === '' ? shownKey(key) : `${path}.${shownKey(key)}`
}

function parse(text: string): Document {
  // failsafe: every scalar is text. Unique keys are checked below: the library takes quadratic time for it.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    logLevel: 'error',
  })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem === undefined) return document
  const line = problem.linePos?.[0].line ?? 1
  if (problem.code === 'TAG_RESOLVE_FAILED')
    throw invalid(`line ${line}`, 'a tag asks for another type. A kubeconfig needs no tags.')
  if (problem.code === 'MULTIPLE_DOCS')
    throw invalid(`line ${line}`, 'a second document begins here. Give one file.')
  throw invalid(`line ${line}`, 'this is not YAML. Paste the whole file as it is.')
}

function checkNode(node: Node, path: string): void {
  const where = path || 'the file'
  if (isAlias(node) || ('anchor' in node && node.anchor))
    throw invalid(where, 'anchors and aliases are not taken. Write the value itself.')
  if (node.tag) throw invalid(where, 'a tag asks for another type. A kubeconfig needs no tags.')
}

function toTree(node: unknown, path: string): Tree {
  if (node === null || node === undefined) return ''
  checkNode(node as Node, path)
  if (isScalar(node)) return String(node.value ?? '')
  if (isSeq(node)) return node.items.map((item, index) => toTree(item, `${path}[${index}]`))
  if (!isMap(node)) throw invalid(path || 'the file', 'this is not YAML a kubeconfig has.')
  const members = new Map<string, Tree>()
  for (const { key, value } of node.items) {
    if (!isScalar(key)) throw invalid(path || 'the file', 'a key is not plain text.')
    checkNode(key, path)
    const name = String(key.value ?? '')
    const place = inside(path, name)
    if (members.has(name)) throw invalid(place, 'stands here twice. Keep the one that is right.')
    members.set(name, toTree(value, place))
  }
  return members
}

/**
 * Reads YAML as plain text, lists and maps. Nothing is resolved: no types, tags, anchors, aliases or merge keys.
 *
 * @throws DomainError `KUBECONFIG_INVALID`; the sentence has the line or the field, never a value
 */
export function readYaml(text: string): Tree {
  const size = utf8(text).length
  if (size > MAX_KUBECONFIG_BYTES)
    throw invalid(
      'the file',
      `it has ${Math.ceil(size / 1024)} KiB, and ${MAX_KUBECONFIG_BYTES / 1024} are taken.`,
    )
  return toTree(parse(text).contents, '')
}
