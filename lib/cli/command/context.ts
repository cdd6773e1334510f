import type { Client } from './client'
import type { CommandLine } from './arguments'

/** What a command works with. */
export interface Context {
  line: CommandLine
  client: Client
  /** the result: one document or text, on standard output */
  print: (text: string) => void
  /** what happens meanwhile, on standard error */
  tell: (text: string) => void
  /** asks the person; null when nobody can be asked */
  ask: ((question: string) => Promise<string>) | null
  /** aborted by Ctrl-C */
  signal: AbortSignal
  pause: (ms: number) => Promise<void>
  now: () => number
}

export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3, late: 4, different: 5 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Prints a list: as JSON when a script asks, else as text. */
export function printList(context: Context, items: unknown, text: () => string): void {
  const { line, print } = context
  print(line.options.json ? JSON.stringify(items, null, 2) : text())
}
