import ipaddr from 'ipaddr.js'
import { goText, goUnmarshaler, type Codec } from './codec'
import { encodeGoString } from './go-encode'

const IPV4 = /^(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\.(?!$)|$)){4}$/
const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/

interface Address {
  text: string
  bits: 32 | 128
}

/** Go's net.ParseIP: dotted IPv4 without leading zeros, or IPv6 without a zone. */
function parseAddress(text: string): Address | null {
  if (IPV4.test(text)) return { text, bits: 32 }
  if (text.length > 45 || !/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text)) return null
  if (!ipaddr.IPv6.isValid(text)) return null
  const parsed = ipaddr.IPv6.parse(text)
  const shown = parsed.isIPv4MappedAddress()
    ? parsed.toIPv4Address().toString()
    : parsed.toRFC5952String()
  return { text: shown, bits: 128 }
}

function parseCidr(text: string): string | null {
  const slash = text.indexOf('/')
  const address = slash < 0 ? null : parseAddress(text.slice(0, slash))
  const prefix = text.slice(slash + 1)
  if (address === null || !PREFIX.test(prefix) || Number(prefix) > address.bits) return null
  return `${address.text}/${prefix}`
}

function readCidr(text: string): { value: string } | { refusal: string } {
  if (text === '') return { value: '' }
  const value = parseCidr(text)
  return value === null ? { refusal: `invalid CIDR address: ${text.slice(0, 200)}` } : { value }
}

function readAddress(text: string): { value: string } | { refusal: string } {
  if (text === '') return { value: '' }
  const address = parseAddress(text)
  if (address === null) return { refusal: `invalid IP address: ${text.slice(0, 200)}` }
  return { value: address.text }
}

/** `types.IPNet`: an address with its prefix; empty when unset. */
export const goIpNet: Codec<string> = goText({
  go: 'types.IPNet',
  zero: () => '',
  read: readCidr,
  encode: encodeGoString,
})

/** `schema.IPRange`: the same text, read by the directory's own type. */
export const goIpRange: Codec<string> = goUnmarshaler({
  go: 'schema.IPRange',
  zero: () => '',
  read(node) {
    if (node.kind === 'null') return null
    if (node.kind === 'string') return readCidr(node.value)
    return { refusal: `json: cannot unmarshal ${node.kind} into Go value of type string` }
  },
  encode: encodeGoString,
})

/** `net.IP`; empty when unset. */
export const goIp: Codec<string> = goText({
  go: 'net.IP',
  zero: () => '',
  read: readAddress,
  encode: encodeGoString,
})
