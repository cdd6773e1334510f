import { fromBase64 } from '@/lib/crypto/encoding'
import { isDomainError } from '@/lib/errors/domain-error'
import { KUBE_PORT } from './kubeconfig-model'

/** Longest name, password or token; a service account's token has about 1 000. */
const MAX_CHARS = 16_384

/** Why a value cannot be a name, password or token; null when it can. */
export function whyNoText(value: string): string | null {
  if (value.length > MAX_CHARS) return `is longer than ${MAX_CHARS} characters.`
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value))
    return 'has a line break or another character that cannot be seen.'
  return null
}

/**
 * Why a server is not the planned master; null when it is.
 *
 * @param hosts the hosts it may be; null where every host may be
 */
export function whyNoServer(server: string, hosts: readonly string[] | null): string | null {
  if (server === '') return 'is missing.'
  if (!server.startsWith('https://')) return 'does not begin with https://.'
  if (hosts === null) return null
  const allowed = hosts.map((host) => `https://${host}:${KUBE_PORT}`)
  if (allowed.includes(server.replace(/\/$/, ''))) return null
  return `is another server. It must be ${new Intl.ListFormat('en', { type: 'disjunction' }).format(allowed)}.`
}

const LABELS = {
  certificate: ['CERTIFICATE'],
  key: ['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY'],
} as const
const BLOCK =
  /-----BEGIN ([A-Z ]{1,30})-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END ([A-Z ]{1,30})-----\s*/y

/** Whether base64 holds what a certificate or key is: an ASN.1 sequence. */
function isSequence(base64: string): boolean {
  const bytes = decode(base64.replace(/[\r\n]/g, ''))
  return bytes !== null && bytes.length > 2 && bytes[0] === 0x30
}

function decode(base64: string): Uint8Array | null {
  try {
    return fromBase64(base64)
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

function isPem(pem: string, labels: readonly string[]): boolean {
  BLOCK.lastIndex = 0
  let blocks = 0
  while (BLOCK.lastIndex < pem.length) {
    const [, begin = '', body = '', end] = BLOCK.exec(pem) ?? []
    if (begin !== end || !labels.includes(begin) || !isSequence(body)) return false
    blocks += 1
  }
  return blocks > 0
}

/** Why a `…-data` field holds no certificates, or no private key; null when it does. */
export function whyNoPem(base64: string, kind: 'certificate' | 'key'): string | null {
  if (base64 === '') return 'is missing.'
  const bytes = decode(base64)
  if (bytes === null) return 'is not base64.'
  const pem = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  if (isPem(pem, LABELS[kind])) return null
  return `holds no PEM ${kind === 'key' ? 'private key' : 'certificate'}.`
}
