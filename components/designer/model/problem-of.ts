import type { Problem, ProblemCode } from '@/lib/network/model'

export type ProblemList = readonly Problem[]

/** The sentence to show at a field, without the place the field itself already names. */
export function problemOf(
  problems: ProblemList,
  object: string,
  codes: readonly ProblemCode[],
): string | null {
  const found = problems.find(
    (problem) => problem.objects.includes(object) && codes.includes(problem.code),
  )
  return found ? withoutPlace(found.message) : null
}

/** "Toronto: port 5122 is taken…" → "Port 5122 is taken…" */
export function withoutPlace(message: string): string {
  const colon = message.indexOf(': ')
  const rest = colon > 0 ? message.slice(colon + 2) : message
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
