import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundledScript } from '@/lib/server/testing/bundled'

/** Options of the bare process; see runner-process.ts. */
export interface ProcessOptions {
  kill?: { point: string; count: number }
  parallel?: number
  absenceGapMs?: number
}

const ENTRY = fileURLToPath(new URL('./runner-process.ts', import.meta.url))

/** Runs the job runner in a process of its own until nothing is left to do, or it was killed. Answers which. */
export function runProcess(options: ProcessOptions): Promise<'done' | 'killed'> {
  const all = { parallel: 1, absenceGapMs: 20, ...options }
  const child = spawn(process.execPath, [bundledScript(ENTRY), JSON.stringify(all)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed')
      else if (code === 0) resolve('done')
      else reject(new Error(`The runner's process ended with ${code ?? signal}.`))
    })
  })
}
