import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import path from 'node:path'
import { programFolders } from './run'

/** Something the machine lacks, and what to do about it. */
export interface MissingPiece {
  kind: 'system' | 'program' | 'capability' | 'device'
  name: string
  sentence: string
}

/** How the machine is asked; tests answer instead. */
export interface Lookups {
  platform: string
  hasProgram: (name: string) => boolean
  /** whether this kernel does WireGuard itself, or would when asked */
  hasKernelWireGuard: () => boolean
  /** effective capabilities as a bit mask; null when that cannot be read */
  capabilities: () => bigint | null
  isRoot: () => boolean
  canUse: (file: string) => boolean
}

/** Program → package of Debian and most others. */
const PROGRAMS: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  wg: 'wireguard-tools',
  'wg-quick': 'wireguard-tools',
  ping: 'iputils-ping',
  nft: 'nftables',
  sysctl: 'procps',
  mount: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  unshare: 'util-linux',
}
/** Bits of <linux/capability.h>. */
const CAPABILITIES: Readonly<Record<string, bigint>> = {
  NET_ADMIN: 12n,
  NET_RAW: 13n,
  SYS_ADMIN: 21n,
}
const TUN = '/dev/net/tun'

/**
 * What this machine lacks to build real networks; empty: everything is there. Whether the kernel really makes the
 * namespaces is only known by trying.
 */
export function checkTools(lookups: Lookups = machineLookups): MissingPiece[] {
  if (lookups.platform !== 'linux')
    return [
      {
        kind: 'system',
        name: 'linux',
        sentence: 'Networks can be built on Linux only; this is another system.',
      },
    ]
  return [
    ...Object.entries(PROGRAMS)
      .filter(([name]) => !lookups.hasProgram(name))
      .map(([name, from]) => program(name, from)),
    ...(lookups.hasKernelWireGuard() ? [] : userspaceNeeds(lookups)),
    ...missingCapabilities(lookups),
  ]
}

function userspaceNeeds({ hasProgram, canUse }: Lookups): MissingPiece[] {
  const pieces = hasProgram('wireguard-go') ? [] : [program('wireguard-go', 'wireguard-go')]
  if (canUse(TUN)) return pieces
  const sentence = `${TUN} cannot be read and written; give it to this machine or container.`
  return [...pieces, { kind: 'device', name: TUN, sentence }]
}

function missingCapabilities({ capabilities, isRoot }: Lookups): MissingPiece[] {
  if (!isRoot())
    return [
      {
        kind: 'capability',
        name: 'root',
        sentence: 'Namespaces and wg-quick need root; run this as root.',
      },
    ]
  const mask = capabilities()
  return Object.entries(CAPABILITIES)
    .filter(([, bit]) => mask !== null && (mask & (1n << bit)) === 0n)
    .map(([name]) => ({
      kind: 'capability',
      name,
      sentence: `The capability ${name} is missing; give it to this process or container.`,
    }))
}

function program(name: string, from: string): MissingPiece {
  return {
    kind: 'program',
    name,
    sentence: `The program ${name} is not installed; it is in the package ${from}.`,
  }
}

/** This machine. */
export const machineLookups: Lookups = {
  platform: process.platform,
  hasProgram: (name) =>
    programFolders().some((folder) => isAllowed(path.join(folder, name), constants.X_OK)),
  hasKernelWireGuard,
  capabilities: () => {
    const [, hex] = /^CapEff:\s*([0-9a-f]+)$/m.exec(textOf('/proc/self/status')) ?? []
    return hex === undefined ? null : BigInt(`0x${hex}`)
  },
  isRoot: () => process.geteuid?.() === 0,
  canUse: (file) => isAllowed(file, constants.R_OK | constants.W_OK),
}

function hasKernelWireGuard(): boolean {
  if (existsSync('/sys/module/wireguard')) return true
  const modules = `/lib/modules/${release()}`
  return ['modules.dep', 'modules.builtin'].some((file) =>
    textOf(path.join(modules, file)).includes('/wireguard.ko'),
  )
}

function isAllowed(file: string, mode: number): boolean {
  try {
    accessSync(file, mode)
    return true
  } catch {
    return false
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
