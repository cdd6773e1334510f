import { z } from 'zod'
import { parseUserDuration } from '@/lib/protocol/duration'
import { isDomainError } from '@/lib/errors/domain-error'
import { UsageError } from './arguments'
import { ApiError } from './client'
import { EXIT, type Context, type ExitCode } from './context'
import { plain } from './text'

const LOOK_MS = 1_000
const NANOS_PER_MS = 1_000_000n
const WORDS: Readonly<Record<string, string>> = { network: 'network', kubernetes: 'VM' }

/** An operation as following it needs it. */
export const followedSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  error: z.string().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      state: z.string(),
      error: z.string().nullable(),
      reservation: z.object({
        type: z.string(),
        nodeLabel: z.string(),
        state: z.string(),
        error: z.string().nullable(),
      }),
    }),
  ),
})
export type Followed = z.output<typeof followedSchema>

/** `10m` in milliseconds. @throws UsageError */
export function timeoutOf(text: string | undefined, standard: string): number {
  try {
    return Number(parseUserDuration(text ?? standard) / NANOS_PER_MS)
  } catch (error) {
    throw isDomainError(error) ? new UsageError(`--timeout: ${error.message}`) : error
  }
}

/** One line for each step: what it is, where, how it stands. */
export function stepLines(operation: Followed): Map<string, string> {
  return new Map(
    operation.steps.map(({ id, error, reservation }) => {
      const { type, nodeLabel, state } = reservation
      const reason = reservation.error ?? error
      const tail = reason ? `: ${plain(reason)}` : ''
      return [id, `${plain(nodeLabel)}  ${WORDS[type] ?? plain(type)} ${state}${tail}`]
    }),
  )
}

/** Follows an operation to its end, telling every change once. */
export async function follow(
  context: Context,
  operationId: string,
  timeoutMs: number,
): Promise<ExitCode> {
  const { client, tell, now, pause, signal } = context
  const deadline = now() + timeoutMs
  let told = new Map<string, string>()
  let isSilent = false
  while (!signal.aborted) {
    const operation = await look(context, operationId)
    if (operation) {
      isSilent = false
      const lines = stepLines(operation)
      for (const [id, line] of lines) if (told.get(id) !== line) tell(line)
      told = lines
      if (operation.state !== 'running') return verdict(context, operation)
    } else if (!isSilent) {
      isSilent = true
      tell(`${client.url} does not answer; trying again.`)
    }
    if (now() >= deadline) break
    await pause(LOOK_MS)
  }
  tell(`Still going on; the cockpit goes on with it. See ${client.url}/operations/${operationId}`)
  return EXIT.late
}

/** Null when the cockpit is away for a moment. */
async function look({ client }: Context, operationId: string): Promise<Followed | null> {
  try {
    return await client.call(followedSchema, 'GET', `operations/${operationId}`)
  } catch (error) {
    if (error instanceof ApiError && (error.status === 0 || error.status >= 500)) return null
    throw error
  }
}

function verdict({ tell, client }: Context, operation: Followed): ExitCode {
  if (operation.state === 'done') return EXIT.done
  const reason = operation.error ? ` ${plain(operation.error)}` : ''
  tell(`Not everything worked.${reason} See ${client.url}/operations/${operation.id}`)
  return EXIT.failed
}
