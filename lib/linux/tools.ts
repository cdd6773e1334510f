import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What the checks look at; passed in, so that they can be tested without a bare machine. */
export interface Machine {
  platform: NodeJS.Platform
  /** absolute path of a program on PATH, or null */
  which: (program: string) => string | null
  exists: (file: string) => boolean
  /** effective capabilities of this process, as the kernel's bit mask */
  capabilities: () => bigint
}

/** Debian's package of each program that is needed. */
const PROGRAMS: readonly (readonly [program: string, debianPackage: string])[] = [
  ['ip', 'iproute2'],
  ['wg', 'wireguard-tools'],
  ['wg-quick', 'wireguard-tools'],
  ['nft', 'nftables'],
  ['ping', 'iputils-ping'],
  ['sysctl', 'procps'],
  ['unshare', 'util-linux'],
  ['nsenter', 'util-linux'],
  ['setpriv', 'util-linux'],
]

const CAPABILITIES: readonly (readonly [bit: bigint, name: string])[] = [
  [12n, 'NET_ADMIN'],
  [13n, 'NET_RAW'],
  [21n, 'SYS_ADMIN'],
]

const TUN = '/dev/net/tun'
const KERNEL_MODULE = '/sys/module/wireguard'

/** Everything this machine lacks to build networks, a sentence each; empty: nothing. */
export function missingPieces(machine: Machine = thisMachine()): string[] {
  if (machine.platform !== 'linux')
    return ['It needs Linux: network namespaces and WireGuard are built with its own tools.']
  return [...missingPrograms(machine), ...missingWireGuard(machine), ...missingRights(machine)]
}

function missingPrograms({ which }: Machine): string[] {
  return PROGRAMS.filter(([program]) => which(program) === null).map(
    ([program, name]) => `The program ${program} is not installed; on Debian it is in ${name}.`,
  )
}

/** The kernel's WireGuard, or the program that does the same over /dev/net/tun. */
function missingWireGuard({ which, exists }: Machine): string[] {
  if (exists(KERNEL_MODULE)) return []
  if (which('wireguard-go') === null)
    return [
      'Neither the kernel has WireGuard loaded nor is wireguard-go installed; on Debian it is in wireguard-go.',
    ]
  return exists(TUN) ? [] : [`The device ${TUN} is not there, and wireguard-go needs it.`]
}

function missingRights({ capabilities }: Machine): string[] {
  const held = capabilities()
  const lacking = CAPABILITIES.filter(([bit]) => ((held >> bit) & 1n) === 0n)
  if (lacking.length === 0) return []
  const names = lacking.map(([, name]) => name).join(', ')
  return [`The process lacks the capabilities ${names}; run it as root, or grant them.`]
}

/** The machine this runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    which: (program) => which(program, process.env['PATH'] ?? ''),
    exists: existsSync,
    capabilities: ownCapabilities,
  }
}

function which(program: string, searched: string): string | null {
  for (const folder of searched.split(path.delimiter)) {
    const file = path.join(folder, program)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // not here: the next folder
    }
  }
  return null
}

function ownCapabilities(): bigint {
  const status = readFileSync('/proc/self/status', 'utf8')
  const mask = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1]
  return mask === undefined ? 0n : BigInt(`0x${mask}`)
}
