import ipaddr from 'ipaddr.js'
import { parseWireGuardKey } from '@/lib/crypto/wireguard-keys'
import { DomainError } from '@/lib/errors/domain-error'

/** A WireGuard interface as a wg.conf describes it: parsed values only. */
export interface WgQuick {
  privateKey: string | null
  /** CIDRs */
  addresses: readonly string[]
  listenPort: number | null
  mtu: number | null
  /** addresses or search domains */
  dns: readonly string[]
  peers: readonly WgQuickPeer[]
}

export interface WgQuickPeer {
  publicKey: string
  presharedKey: string | null
  /** CIDRs */
  allowedIps: readonly string[]
  /** `host:port`, `[v6]:port` or empty */
  endpoint: string
  /** seconds, 0 for off */
  keepalive: number
}

interface Line {
  number: number
  key: string
  value: string
}
interface Section {
  name: 'interface' | 'peer'
  lines: Line[]
}

const MAX_CHARS = 200_000
/** Keys that run commands or change routing tables: an imported file may not have them. */
const REFUSED = ['PreUp', 'PostUp', 'PreDown', 'PostDown', 'Table']
const KEYS: Readonly<Record<Section['name'], readonly string[]>> = {
  interface: ['privatekey', 'address', 'listenport', 'mtu', 'dns'],
  peer: ['publickey', 'presharedkey', 'allowedips', 'endpoint', 'persistentkeepalive'],
}

/**
 * Reads a wg.conf. Hostile by assumption: only known keys with values of the right form pass.
 *
 * @throws DomainError `INVALID_WG_QUICK`, naming the line; no sentence holds a key's value
 */
export function parseWgQuick(text: string): WgQuick {
  if (text.length > MAX_CHARS)
    throw refuse('The file is too large for a wg.conf; paste the right one.')
  const sections = readSections(text)
  const interfaces = sections.filter(({ name }) => name === 'interface')
  const own = interfaces[0]
  if (!own) throw refuse('The file has no [Interface] section; paste a whole wg.conf.')
  if (interfaces.length > 1)
    throw refuse('The file has two [Interface] sections; paste one wg.conf.')
  return {
    privateKey: single(own, 'privatekey', readKey),
    addresses: many(own, 'address', readCidr),
    listenPort: single(own, 'listenport', readNumber(65535)),
    mtu: single(own, 'mtu', readNumber(65535)),
    dns: many(own, 'dns', readDns),
    peers: sections.filter(({ name }) => name === 'peer').map(readPeer),
  }
}

function readPeer(section: Section): WgQuickPeer {
  const publicKey = single(section, 'publickey', readKey)
  if (publicKey === null) throw refuse('A [Peer] section has no PublicKey; add it.')
  return {
    publicKey,
    presharedKey: single(section, 'presharedkey', readKey),
    allowedIps: many(section, 'allowedips', readCidr),
    endpoint: single(section, 'endpoint', readEndpoint) ?? '',
    keepalive: single(section, 'persistentkeepalive', readKeepalive) ?? 0,
  }
}

function readSections(text: string): Section[] {
  const sections: Section[] = []
  text.split(/\r\n|\n/).forEach((raw, index) => {
    const number = index + 1
    const line = raw.replace(/#.*$/, '').trim()
    if (line === '') return
    const name = /^\[(interface|peer)\]$/i.exec(line)?.[1]?.toLowerCase()
    if (name === 'interface' || name === 'peer') sections.push({ name, lines: [] })
    else addLine(sections.at(-1), number, line)
  })
  return sections
}

function addLine(section: Section | undefined, number: number, line: string): void {
  const [, key = '', value = ''] = /^([A-Za-z]+)\s*=\s*(.*)$/.exec(line) ?? []
  const refused = REFUSED.find((name) => name.toLowerCase() === key.toLowerCase())
  if (refused)
    throw refuse(
      `Line ${number} has ${refused}, which could run commands or change routes; remove it.`,
    )
  if (key === '') throw refuse(`Line ${number} is neither a section nor "Key = value"; correct it.`)
  if (!section)
    throw refuse(`Line ${number} stands before the first section; begin with [Interface].`)
  if (!KEYS[section.name].includes(key.toLowerCase()))
    throw refuse(
      `Line ${number} has a key that [${titleOf(section)}] does not know here; remove it.`,
    )
  section.lines.push({ number, key: key.toLowerCase(), value: value.trim() })
}

function titleOf({ name }: Section): string {
  return name === 'interface' ? 'Interface' : 'Peer'
}

type Reader<Value> = (value: string, line: number) => Value

function single<Value>(section: Section, key: string, read: Reader<Value>): Value | null {
  const [line, again] = section.lines.filter((candidate) => candidate.key === key)
  if (again) throw refuse(`Line ${again.number} repeats a key of its section; keep one.`)
  return line ? read(line.value, line.number) : null
}

function many<Value>(section: Section, key: string, read: Reader<Value>): Value[] {
  return section.lines
    .filter((line) => line.key === key)
    .flatMap(({ value, number }) =>
      value.split(',').flatMap((part) => (part.trim() === '' ? [] : [read(part.trim(), number)])),
    )
}

function readKey(value: string, line: number): string {
  try {
    parseWireGuardKey(value)
    return value
  } catch {
    throw refuse(`Line ${line} should hold a WireGuard key: 32 bytes in base64; correct it.`)
  }
}

function readCidr(value: string, line: number): string {
  const [address = '', prefix, ...rest] = value.split('/')
  const isIpv4 = ipaddr.IPv4.isValidFourPartDecimal(address)
  const isIpv6 =
    !isIpv4 && address.includes(':') && ipaddr.IPv6.isValid(address) && !address.includes('%')
  const most = isIpv4 ? 32 : 128
  const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN
  if ((isIpv4 || isIpv6) && bits <= most && rest.length === 0) return `${address}/${bits}`
  throw refuse(`Line ${line} should hold addresses such as 10.42.0.0/16; correct it.`)
}

function readNumber(most: number): Reader<number> {
  return (value, line) => {
    if (/^\d{1,5}$/.test(value) && Number(value) <= most) return Number(value)
    throw refuse(`Line ${line} should hold a number from 0 to ${most}; correct it.`)
  }
}

function readKeepalive(value: string, line: number): number {
  return value.toLowerCase() === 'off' ? 0 : readNumber(65535)(value, line)
}

function readDns(value: string, line: number): string {
  if (value.length <= 253 && /^[A-Za-z0-9.:-]+$/.test(value)) return value
  throw refuse(`Line ${line} should hold name servers or search domains; correct it.`)
}

function readEndpoint(value: string, line: number): string {
  const [, host = '', port = ''] =
    /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(value) ?? []
  const isHost = host.startsWith('[') ? ipaddr.IPv6.isValid(host.slice(1, -1)) : host.length <= 253
  if (host !== '' && isHost && Number(port) >= 1 && Number(port) <= 65535) return value
  throw refuse(`Line ${line} should hold an endpoint such as 203.0.113.1:3001; correct it.`)
}

function refuse(message: string): DomainError {
  return new DomainError('INVALID_WG_QUICK', message)
}
