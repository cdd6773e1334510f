import { z } from 'zod'
import { UsageError, wordsOf } from './arguments'
import { EXIT, type Context, type ExitCode } from './context'
import { follow, timeoutOf } from './follow'
import { plain } from './text'

const named = z.array(z.object({ id: z.string(), name: z.string() }).loose())
const operation = z.object({ id: z.string() }).loose().nullable()

interface Target {
  path: string
  body: unknown
  label: string
}

/** `cockpit delete network|cluster|reservation NAME` */
export async function deleteSomething(context: Context): Promise<ExitCode> {
  const { what, name } = wordsOf(context.line, ['what', 'name'])
  const timeoutMs = timeoutOf(context.line.options.timeout, '10m')
  const target = await findTarget(context, what, name)
  await confirm(context, target)
  const started = await context.client.call(operation, 'DELETE', target.path, target.body)
  if (started === null) {
    context.tell(`${target.label} is deleted; nothing of it was on the grid.`)
    return finish(context, EXIT.done, null)
  }
  if (context.line.options['no-wait']) return finish(context, EXIT.done, started.id)
  return finish(context, await follow(context, started.id, timeoutMs), started.id)
}

function finish(context: Context, code: ExitCode, operationId: string | null): ExitCode {
  if (context.line.options.json) context.print(JSON.stringify({ exit: code, operationId }))
  return code
}

async function findTarget(context: Context, what: string, name: string): Promise<Target> {
  if (what === 'network' || what === 'cluster') {
    const list = await context.client.call(named, 'GET', `${what}s`)
    const found = list.filter((item) => item.name === name || item.id === name)
    const [only] = found
    if (!only) throw new UsageError(`There is no ${what} "${name}".`)
    if (found.length > 1)
      throw new UsageError(
        `${found.length} ${what}s are named "${name}". Give one's id: ${found.map(({ id }) => id).join(', ')}.`,
      )
    return {
      path: `${what}s/${only.id}`,
      body: { confirm: only.name },
      label: `The ${what} ${plain(only.name)}`,
    }
  }
  if (what === 'reservation')
    return {
      path: `reservations/${encodeURIComponent(name)}`,
      body: undefined,
      label: `The reservation ${plain(name)}`,
    }
  throw new UsageError(`"${what}" cannot be deleted. Say network, cluster or reservation.`)
}

async function confirm({ line, ask }: Context, { label }: Target): Promise<void> {
  if (line.options.yes) return
  if (!ask) throw new UsageError('Nobody can be asked here. Say --yes to delete without asking.')
  const answer = await ask(`${label} will be deleted with everything on it. Type yes: `)
  if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was deleted.')
}
