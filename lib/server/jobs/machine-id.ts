import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

let known: string | undefined

/** Absent outside Linux, and then the name has to do. */
function quietly(read: () => string): string {
  try {
    return read().trim()
  } catch {
    return ''
  }
}

/**
 * Names where this process's number means something: the machine as it runs since its start, and the container's own
 * numbering. Two containers may share a name, and each has a process 1.
 */
export function machineId(): string {
  known ??= [
    hostname(),
    quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    quietly(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ')
  return known
}
