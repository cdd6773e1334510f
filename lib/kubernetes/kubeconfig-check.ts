import { DomainError } from '@/lib/errors/domain-error'
import { whyNoPem, whyNoServer, whyNoText } from './kubeconfig-values'
import type {
  KubeContext,
  Kubeconfig,
  KubeconfigProblem,
  KubeCredentials,
} from './kubeconfig-model'
import { inside, invalid, type Tree } from './kubeconfig-yaml'

type Members = ReadonlyMap<string, Tree>
/** Hosts a server may name; null where every host may be. */
type Hosts = readonly string[] | null
type Report = (field: string, message: string) => void

const FILE = 'names a file. Put its content into the …-data field instead.'
const PROGRAM = 'would start a program on the machine that uses this file. Take it out.'
const IMPERSONATION = 'acts in somebody else’s name. Take it out.'

/** Fields kubectl knows and this cockpit refuses, with the reason. */
const REFUSED: Readonly<Record<string, string>> = {
  exec: PROGRAM,
  'auth-provider': PROGRAM,
  'certificate-authority': FILE,
  'client-certificate': FILE,
  'client-key': FILE,
  tokenFile: 'names a file. Put the token itself into the token field instead.',
  'proxy-url': 'would send everything through another server. Take it out.',
  'tls-server-name': 'lets another server answer in the cluster’s place. Take it out.',
  'insecure-skip-tls-verify':
    'switches off the check of who answers. Keep certificate-authority-data and take this out.',
  as: IMPERSONATION,
  'as-uid': IMPERSONATION,
  'as-groups': IMPERSONATION,
  'as-user-extra': IMPERSONATION,
}
const FILE_FIELDS = [
  'apiVersion',
  'kind',
  'preferences',
  'clusters',
  'contexts',
  'current-context',
  'users',
]
const CLUSTER_FIELDS = ['server', 'certificate-authority-data']
const CONTEXT_FIELDS = ['cluster', 'user', 'namespace']
const USER_FIELDS = ['username', 'password', 'token', 'client-certificate-data', 'client-key-data']

function isMembers(tree: Tree | undefined): tree is Members {
  return tree instanceof Map
}

function text(members: Members, key: string): string {
  const value = members.get(key)
  return typeof value === 'string' ? value : ''
}

/** Every member must be one of `known`; the others are named with what they would do. */
function onlyKnown(members: Members, known: readonly string[], path: string, report: Report): void {
  for (const [key, value] of members) {
    if (known.includes(key)) {
      const isList = path === '' && ['clusters', 'contexts', 'users', 'preferences'].includes(key)
      if (!isList && typeof value !== 'string') report(inside(path, key), 'is not plain text.')
      continue
    }
    const reason = Object.hasOwn(REFUSED, key) ? REFUSED[key] : undefined
    report(inside(path, key), reason ?? 'is not a field that k3s writes. Take it out.')
  }
}

/** One entry of a list: its name, what stands under `kind`, and where. */
interface Entry {
  name: string
  members: Members
  path: string
}

function readList(file: Members, key: string, kind: string, report: Report): Entry[] {
  const list = file.get(key)
  if (!Array.isArray(list) || list.length === 0)
    throw invalid(key, 'there is none. Paste the whole file.')
  const entries = (list as readonly Tree[]).map((item, index): Entry => {
    const at = `${key}[${index}]`
    const members = isMembers(item) ? item.get(kind) : undefined
    if (!isMembers(item) || !isMembers(members))
      throw invalid(`${at}.${kind}`, 'it is missing. Paste the whole file.')
    for (const other of item.keys())
      if (other !== 'name' && other !== kind)
        report(inside(at, other), 'is not a field that k3s writes. Take it out.')
    return { name: text(item, 'name'), members, path: `${at}.${kind}` }
  })
  const names = new Set<string>()
  for (const [index, { name }] of entries.entries()) {
    const why = whyNoText(name)
    if (name === '' || why) report(`${key}[${index}].name`, why ?? 'is missing.')
    else if (names.has(name)) report(`${key}[${index}].name`, 'stands for two of them.')
    names.add(name)
  }
  return entries
}

function named(entries: readonly Entry[], name: string, field: string): Entry {
  const found = entries.find((entry) => entry.name === name)
  if (name !== '' && found) return found
  throw invalid(field, 'it names nothing in this file.')
}

function chooseContext(file: Members, contexts: readonly Entry[]): Entry {
  const current = text(file, 'current-context')
  if (current !== '') return named(contexts, current, 'current-context')
  const [only, ...others] = contexts
  if (only && others.length === 0) return only
  throw invalid(
    'current-context',
    `there are ${contexts.length} contexts and none is chosen. Keep one, or name it there.`,
  )
}

function checkCluster({ members, path }: Entry, hosts: Hosts, report: Report): void {
  const server = whyNoServer(text(members, 'server'), hosts)
  if (server) report(`${path}.server`, server)
  const authority = whyNoPem(text(members, 'certificate-authority-data'), 'certificate')
  if (authority) report(`${path}.certificate-authority-data`, authority)
}

function checkUser({ members, path }: Entry, report: Report): void {
  for (const key of ['username', 'password', 'token']) {
    const why = whyNoText(text(members, key))
    if (why) report(`${path}.${key}`, why)
  }
  const has = (key: string) => text(members, key) !== ''
  const isPair = has('client-certificate-data') && has('client-key-data')
  for (const [key, kind] of [
    ['client-certificate-data', 'certificate'],
    ['client-key-data', 'key'],
  ] as const) {
    if (!has('client-certificate-data') && !has('client-key-data')) break
    const why = whyNoPem(text(members, key), kind)
    if (why) report(`${path}.${key}`, why)
  }
  const isBasic = has('username') || has('password')
  if (isBasic && has('token'))
    report(`${path}.token`, 'stands beside a user name or password. Keep one of the two.')
  if (isBasic && !(has('username') && has('password')))
    report(`${path}.${has('username') ? 'password' : 'username'}`, 'is missing.')
  if (!isBasic && !has('token') && !isPair)
    report(path, 'holds neither password, token nor client certificate.')
}

function credentials(members: Members): KubeCredentials {
  const fields = {
    username: text(members, 'username'),
    password: text(members, 'password'),
    token: text(members, 'token'),
    clientCertificateData: text(members, 'client-certificate-data'),
    clientKeyData: text(members, 'client-key-data'),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function checkHead(file: Members, report: Report): void {
  onlyKnown(file, FILE_FIELDS, '', report)
  const apiVersion = text(file, 'apiVersion')
  const kind = text(file, 'kind')
  if (apiVersion !== 'v1') throw invalid('apiVersion', 'it is not v1: this is no kubeconfig.')
  if (kind !== 'Config') throw invalid('kind', 'it is not Config: this is no kubeconfig.')
  const preferences = file.get('preferences')
  const isEmpty = preferences === undefined || preferences === ''
  if (!isEmpty && !(isMembers(preferences) && preferences.size === 0))
    report('preferences', 'is not empty. Take out what is in it.')
}

function refuse(problems: readonly KubeconfigProblem[]): never {
  const [{ field, message } = { field: 'the file', message: 'is refused.' }] = problems
  const more = problems.length > 1 ? ` ${problems.length - 1} more fields are refused too.` : ''
  throw new DomainError('KUBECONFIG_REFUSED', `${field} ${message}${more}`, { field, problems })
}

const MAX_PROBLEMS = 20

/**
 * The current context of a file that was read, when nothing in the whole file is dangerous or unknown.
 *
 * @param hosts hosts its server may name; null where every host may be
 * @throws DomainError `KUBECONFIG_INVALID`, `KUBECONFIG_REFUSED`
 */
export function checkKubeconfig(file: Tree, hosts: Hosts): Kubeconfig {
  if (!isMembers(file)) throw invalid('the file', 'it is no kubeconfig.')
  const problems: KubeconfigProblem[] = []
  const report: Report = (field, message) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ field, message })
  }
  checkHead(file, report)
  const clusters = readList(file, 'clusters', 'cluster', report)
  const contexts = readList(file, 'contexts', 'context', report)
  const users = readList(file, 'users', 'user', report)
  for (const { members, path } of clusters) onlyKnown(members, CLUSTER_FIELDS, path, report)
  for (const { members, path } of contexts) onlyKnown(members, CONTEXT_FIELDS, path, report)
  for (const { members, path } of users) onlyKnown(members, USER_FIELDS, path, report)
  if (problems.length > 0) refuse(problems)
  const context = chooseContext(file, contexts)
  const cluster = named(clusters, text(context.members, 'cluster'), `${context.path}.cluster`)
  const user = named(users, text(context.members, 'user'), `${context.path}.user`)
  const namespace = text(context.members, 'namespace')
  checkCluster(cluster, hosts, report)
  checkUser(user, report)
  if (namespace !== '' && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace))
    report(`${context.path}.namespace`, 'is no name of a namespace.')
  if (problems.length > 0) refuse(problems)
  return { contexts: [toContext(context.name, cluster, user, namespace)], current: context.name }
}

function toContext(name: string, cluster: Entry, user: Entry, namespace: string): KubeContext {
  return {
    name,
    server: text(cluster.members, 'server').replace(/\/$/, ''),
    certificateAuthorityData: text(cluster.members, 'certificate-authority-data'),
    ...(namespace === '' ? {} : { namespace }),
    user: credentials(user.members),
  }
}
