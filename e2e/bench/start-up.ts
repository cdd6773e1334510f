import { readFileSync } from 'node:fs'
import { startCockpit } from '../fixtures/cockpit'
import { median, ms, must, report } from './report'

/** Resident memory of the process tree's biggest member, in MiB (Linux only). */
function residentMiB(port: number): number {
  for (const pid of listeningPids(port)) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  }
  return Number.NaN
}

function listeningPids(port: number): string[] {
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  const text = execFileSync('ss', ['-ltnp', `sport = :${port}`], { encoding: 'utf8' })
  return [...text.matchAll(/pid=(\d+)/g)].map((match) => match[1] ?? '')
}

const times: number[] = []
let memory = Number.NaN
for (let round = 0; round < 3; round += 1) {
  const started = performance.now()
  const cockpit = await startCockpit({ nodes: 0 })
  const page = await fetch(`${cockpit.url}/setup`)
  times.push(performance.now() - started)
  must(page.ok && (await page.text()).includes('<html'), 'the first page is a page')
  await new Promise((resolve) => setTimeout(resolve, 3000))
  memory = residentMiB(cockpit.port)
  await cockpit.stop()
}
report('start of the built app to the first answered page', {
  median: ms(median(times)),
  'idle resident': `${memory.toFixed(0)} MiB`,
})
