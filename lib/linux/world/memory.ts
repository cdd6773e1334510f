import { readFile, readdir } from 'node:fs/promises'

/** Watches how much memory the processes of this world hold together. */
export interface MemoryWatch {
  /** the most there was so far, bytes */
  peak: () => number
  stop: () => void
}

const SAMPLE_MS = 1000

/** Looks once a second; shared pages are counted by their share (PSS). */
export function watchMemory(): MemoryWatch {
  let peak = 0
  const look = () => void heldMemory().then((bytes) => (peak = Math.max(peak, bytes)))
  const timer = setInterval(look, SAMPLE_MS)
  look()
  return { peak: () => peak, stop: () => clearInterval(timer) }
}

async function heldMemory(): Promise<number> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const sizes = await Promise.all(pids.map(memoryOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function memoryOf(pid: string): Promise<number> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
  } catch {
    return 0 // it has ended meanwhile
  }
}
