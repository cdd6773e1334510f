import { parseArgs } from 'node:util'

/** A mistake in how the command was called; the message is for the terminal. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const USAGE = `cockpit COMMAND [options]

  up ACCOUNT RANGE DURATION NODES SIZE
                       a network and a k3s cluster on it, from five answers:
                       ACCOUNT   a GitHub account whose keys may log in, or a public key file
                       RANGE     10.40 or 10.40.0.0/16
                       DURATION  with its unit: 2h, 14d, 1h30m
                       NODES     machines in all, one of them the master
                       SIZE      1 (1 vCPU, 2 GiB) or 2 (2 vCPU, 4 GiB)
      --name NAME      name of network and cluster
      --node ID        use this node; once for each
      --grid ID --identity ID   where, and who signs
      --into DIR       where wg.conf and kubeconfig go (./cluster)
      --timeout TIME   stop watching after this (10m); the reservations go on
      --plan           show what would be built, and build nothing
  nodes                nodes; any filter of the API as --filter KEY=VALUE, repeatable
  networks             networks and their state
  clusters             clusters and their state
  reservations         reservations and their state; --all with ended ones
  delete WHAT NAME     WHAT is network, cluster or reservation; asks first
      --yes            do not ask
      --no-wait        do not follow it
  files                wg.conf and kubeconfig files
      --get ID         download one (repeatable), or --get all
      --into DIR       where to (.)
  prove FILE           build the network of a network.json (tfuser's) on this machine with real
                       WireGuard, in a world no packet can leave, ping every machine from every
                       other, and compare with the prediction. Needs Linux, root and WireGuard's
                       tools, and no cockpit. The file does not keep the nodes' addresses; they
                       are read off the peers that dial them
      --mode MODE      peers as tfuser plans them: compat (the default), or without its faults: safe
      --endpoints FILE JSON with what is known better: {"NODE": ["203.0.113.1", "2001:db8::1"]}
  login                keep address and token for the next calls; the token is read from standard input
  logout               forget them

Every command takes
  --url URL            the cockpit (COCKPIT_URL; http://127.0.0.1:3000)
  --json               one JSON document on standard output, messages on standard error
  --help
The token comes from COCKPIT_TOKEN, or from login. Exit codes: 0 done, 1 it failed, 2 called wrongly,
3 no cockpit answers or the token is refused, 4 still going on when the time was over.
prove: 0 reality agrees with the prediction, 5 it does not, 3 this machine lacks something,
4 not done in 120 s.`

const OPTIONS = {
  url: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  name: { type: 'string' },
  node: { type: 'string', multiple: true, default: [] as string[] },
  grid: { type: 'string' },
  identity: { type: 'string' },
  into: { type: 'string' },
  timeout: { type: 'string' },
  plan: { type: 'boolean', default: false },
  filter: { type: 'string', multiple: true, default: [] as string[] },
  all: { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
  'no-wait': { type: 'boolean', default: false },
  get: { type: 'string', multiple: true, default: [] as string[] },
  mode: { type: 'string' },
  endpoints: { type: 'string' },
} as const

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })

export type Options = ReturnType<typeof parse>['values']
export interface CommandLine {
  command: string
  words: readonly string[]
  options: Options
}

/** Which options each command knows, beside those all know. */
const KNOWN: Readonly<Record<string, readonly (keyof Options)[]>> = {
  up: ['name', 'node', 'grid', 'identity', 'into', 'timeout', 'plan'],
  nodes: ['filter'],
  networks: [],
  clusters: [],
  reservations: ['all'],
  delete: ['yes', 'no-wait', 'timeout'],
  files: ['get', 'into'],
  prove: ['mode', 'endpoints'],
  login: [],
  logout: [],
}
export const COMMANDS = Object.keys(KNOWN)
const COMMON: readonly string[] = ['url', 'json', 'help']

/** @throws UsageError for an unknown command or option */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parsed(args)
  const [command = 'help', ...words] = positionals
  if (values.help || command === 'help') return { command: 'help', words, options: values }
  const known = KNOWN[command]
  if (!known)
    throw new UsageError(`There is no command "${command}". There are ${COMMANDS.join(', ')}.`)
  const given = Object.entries(values).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== false,
  )
  const odd = given.find(
    ([name]) => !COMMON.includes(name) && !(known as readonly string[]).includes(name),
  )
  if (odd) throw new UsageError(`cockpit ${command} has no option --${odd[0]}.`)
  return { command, words, options: values }
}

function parsed(args: readonly string[]) {
  try {
    return parse(args)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The positional words a command needs, by name. */
export function wordsOf<Name extends string>(
  { command, words }: CommandLine,
  names: readonly Name[],
): Record<Name, string> {
  if (words.length !== names.length)
    throw new UsageError(
      `cockpit ${command} needs ${names.length === 0 ? 'no further words' : names.join(' ')}; ${words.length} given.`,
    )
  return Object.fromEntries(names.map((name, index) => [name, words[index]])) as Record<
    Name,
    string
  >
}
