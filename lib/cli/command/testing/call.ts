import { runCommand } from '../run'

/** Calls the command as a process would, with everything it prints. */
export async function call(
  args: readonly string[],
  {
    env = {},
    input = '',
    answer = null,
    proveHelper = '',
    signal = new AbortController().signal,
  }: {
    env?: Record<string, string>
    input?: string
    answer?: string | null
    proveHelper?: string
    signal?: AbortSignal
  } = {},
) {
  const printed: string[] = []
  const told: string[] = []
  let clock = 0
  const code = await runCommand(args, {
    env,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    ask: answer === null ? null : () => Promise.resolve(answer),
    readInput: () => Promise.resolve(input),
    proveHelper,
    signal,
    pause: (ms) => {
      clock += ms
      return Promise.resolve()
    },
    now: () => clock,
  })
  return { code, out: printed.join('\n'), told: told.join('\n') }
}
