import { checkKubeconfig } from './kubeconfig-check'
import { KUBE_PORT, type KubeContext, type Kubeconfig } from './kubeconfig-model'
import { readYaml } from './kubeconfig-yaml'

/** Where a cluster's API answers. */
export function clusterServer(masterIp: string): string {
  return `https://${masterIp}:${KUBE_PORT}`
}

/**
 * Reads a kubeconfig from outside, and refuses what could start a program, read a file or talk to another server than the
 * planned master; nothing is started, read or asked for meanwhile. Only what the model knows is left of it.
 *
 * @param yaml the text; JSON is YAML too
 * @param options.master address of the cluster's master; without it only this machine's own (as k3s writes it) is taken
 * @throws DomainError `KUBECONFIG_INVALID` when it is no kubeconfig, `KUBECONFIG_REFUSED` for what it holds; `details.field`
 *   names the first place and `details.problems` all of them. No sentence repeats a value.
 */
export function parseForeignKubeconfig(
  yaml: string,
  options: { master?: string } = {},
): Kubeconfig {
  return checkKubeconfig(readYaml(yaml), [
    '127.0.0.1',
    'localhost',
    ...(options.master === undefined ? [] : [options.master]),
  ])
}

/**
 * Reads a file this cockpit rendered: as strict, but for whichever server it was written for.
 *
 * @throws DomainError as `parseForeignKubeconfig`
 */
export function parseOwnKubeconfig(yaml: string): Kubeconfig {
  return checkKubeconfig(readYaml(yaml), null)
}

/**
 * Points a file's current context at a cluster's master and names it, with its cluster and user, after the cluster. Other
 * contexts are left out.
 */
export function rewriteKubeconfig(
  config: Kubeconfig,
  { name, server }: { name: string; server: string },
): Kubeconfig {
  const context = config.contexts.find((entry) => entry.name === config.current)
  return { contexts: context ? [{ ...context, name, server }] : [], current: name }
}

/** The name itself, or with the lowest number behind it that nobody has. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`
  return free
}

/** One file of several: every context stays, names are kept apart, the first file's current context is current. */
export function mergeKubeconfigs(list: readonly Kubeconfig[]): Kubeconfig {
  const taken = new Set<string>()
  const contexts: KubeContext[] = []
  let current = ''
  for (const config of list)
    for (const context of config.contexts) {
      const name = freeName(context.name, taken)
      taken.add(name)
      contexts.push({ ...context, name })
      if (current === '' && context.name === config.current) current = name
    }
  return { contexts, current: current || (contexts[0]?.name ?? '') }
}

// A JSON string is a double-quoted YAML scalar to every version of YAML: no value turns into a number or a yes.
const quoted = (text: string) => JSON.stringify(text)

function field(key: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`    ${key}: ${quoted(value)}`]
}

function clusterLines({ name, server, certificateAuthorityData }: KubeContext): string[] {
  return [
    `- name: ${quoted(name)}`,
    '  cluster:',
    ...field('server', server),
    ...field('certificate-authority-data', certificateAuthorityData),
  ]
}

function contextLines({ name, namespace }: KubeContext): string[] {
  return [
    `- name: ${quoted(name)}`,
    '  context:',
    ...field('cluster', name),
    ...field('user', name),
    ...field('namespace', namespace),
  ]
}

function userLines({ name, user }: KubeContext): string[] {
  return [
    `- name: ${quoted(name)}`,
    '  user:',
    ...field('username', user.username),
    ...field('password', user.password),
    ...field('token', user.token),
    ...field('client-certificate-data', user.clientCertificateData),
    ...field('client-key-data', user.clientKeyData),
  ]
}

/** The file's text, as `kubectl` and `helm` read it. */
export function renderKubeconfig({ contexts, current }: Kubeconfig): string {
  const list = (key: string, lines: (context: KubeContext) => string[]) =>
    contexts.length === 0 ? [`${key}: []`] : [`${key}:`, ...contexts.flatMap(lines)]
  return [
    'apiVersion: v1',
    'kind: Config',
    ...list('clusters', clusterLines),
    ...list('contexts', contextLines),
    `current-context: ${quoted(current)}`,
    'preferences: {}',
    ...list('users', userLines),
    '',
  ].join('\n')
}

const DOTS = '••••••••'

/** The same file with dots for what lets somebody in; certificates are public and stay. */
export function maskKubeconfig({ contexts, current }: Kubeconfig): Kubeconfig {
  const masked = contexts.map(({ user, ...context }) => ({
    ...context,
    user: {
      ...user,
      ...(user.password === undefined ? {} : { password: DOTS }),
      ...(user.token === undefined ? {} : { token: DOTS }),
      ...(user.clientKeyData === undefined ? {} : { clientKeyData: DOTS }),
    },
  }))
  return { contexts: masked, current }
}
