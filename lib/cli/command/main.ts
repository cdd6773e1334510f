import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question, { signal: stop.signal })
  } finally {
    terminal.close()
  }
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
  ask: process.stdin.isTTY ? ask : null,
  readInput: () => {
    if (process.stdin.isTTY) process.stderr.write('Token (then Enter and Ctrl-D): ')
    return text(process.stdin)
  },
  proveHelper: fileURLToPath(new URL('prove.mjs', import.meta.url)),
  signal: stop.signal,
  pause,
  now: () => Date.now(),
})
