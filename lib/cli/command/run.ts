import { z } from 'zod'
import { readCommandLine, USAGE, UsageError, wordsOf, type CommandLine } from './arguments'
import { ApiError, Client } from './client'
import { EXIT, type Context, type ExitCode } from './context'
import { deleteSomething } from './delete'
import { listFiles } from './files'
import { listClusters, listNetworks, listNodes, listReservations } from './lists'
import { cleanUrl, forgetLogin, keepLogin, readLogin } from './login'
import { prove } from './prove'
import { plain } from './text'
import { up } from './up'

/** What the process gives a command. */
export interface Surroundings extends Pick<
  Context,
  'print' | 'tell' | 'ask' | 'signal' | 'pause' | 'now'
> {
  env: Readonly<Record<string, string | undefined>>
  readInput: () => Promise<string>
  /** file of the helper that builds networks for `prove` */
  proveHelper: string
}

const meSchema = z.object({ name: z.string(), role: z.string() }).loose()
const COMMANDS: Readonly<Record<string, (context: Context) => Promise<ExitCode>>> = {
  up,
  nodes: listNodes,
  networks: listNetworks,
  clusters: listClusters,
  reservations: listReservations,
  delete: deleteSomething,
  files: listFiles,
}

/** Runs one call of the command and answers its exit code; every failure is one sentence. */
export async function runCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  try {
    return await dispatch(readCommandLine(args), surroundings)
  } catch (error) {
    if (surroundings.signal.aborted) return EXIT.late
    if (error instanceof UsageError) {
      surroundings.tell(`${plain(error.message)} (cockpit --help tells more)`)
      return EXIT.usage
    }
    if (!(error instanceof ApiError)) throw error
    surroundings.tell(error.message)
    return error.status === 0 || error.status === 401 ? EXIT.unreachable : EXIT.failed
  }
}

async function dispatch(line: CommandLine, surroundings: Surroundings): Promise<ExitCode> {
  if (line.command === 'help') {
    surroundings.print(USAGE)
    return EXIT.done
  }
  if (line.command === 'login') return login(line, surroundings)
  if (line.command === 'logout') {
    surroundings.tell(`Forgotten: ${await forgetLogin(surroundings.env)}`)
    return EXIT.done
  }
  if (line.command === 'prove') return prove(line, surroundings)
  const command = COMMANDS[line.command]
  if (!command) throw new UsageError(`There is no command "${line.command}".`)
  const access = await readLogin(line.options.url, surroundings.env)
  return command({ ...surroundings, line, client: new Client(access, surroundings.signal) })
}

/** Keeps a token only after the cockpit has taken it. */
async function login(line: CommandLine, surroundings: Surroundings): Promise<ExitCode> {
  wordsOf(line, [])
  const { env, readInput, tell, signal } = surroundings
  const url = cleanUrl(line.options.url ?? env['COCKPIT_URL'] ?? 'http://127.0.0.1:3000')
  const token = (await readInput()).trim()
  if (!/^\S+$/.test(token)) throw new UsageError('Give the token on standard input, as one line.')
  const me = await new Client({ url, token }, signal).call(meSchema, 'GET', 'me')
  const file = await keepLogin({ url, token }, env)
  tell(`${url} knows this token as ${plain(me.name)}, ${me.role}. Kept in ${file} (mode 0600).`)
  return EXIT.done
}
