import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { DomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'
import { isOwnAddress, refusedAddress } from './address-policy'

/** An address that was checked and is the one to dial. */
export interface DialAddress {
  address: string
  family: 4 | 6
}

/** Where a request goes: the address people wrote, and the checked addresses behind it. */
export interface Target {
  url: URL
  addresses: readonly DialAddress[]
}

/** Looks a host name up; replaced in tests. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>

/** Resolves with the system's resolver, all addresses in its order. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

function refuse(who: string, why: string): DomainError {
  return new DomainError('TARGET_REFUSED', `${who} is not called: ${why}`, { sent: false })
}

/**
 * Reads a URL a person named.
 * @param who subject of the sentence, e.g. `The grid “devnet”`
 * @throws DomainError `TARGET_REFUSED` for another scheme or user info
 */
export function parseTargetUrl(who: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw refuse(who, 'its address must begin with http:// or https://.')
  if (url.username || url.password)
    throw refuse(who, 'its address carries a user name or password; leave that part out.')
  return url
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}

function isOwnOrigin(url: URL): boolean {
  return URL.canParse(config().baseUrl) && new URL(config().baseUrl).origin === url.origin
}

/** The checked addresses of a host; every one it resolves to must be allowed, so that none can be slipped in. */
function checkAddresses(who: string, url: URL, addresses: readonly DialAddress[], own: boolean) {
  for (const { address } of addresses) {
    const reason = refusedAddress(address)
    if (reason) throw refuse(who, `${url.hostname} is ${reason}. Use the explorer's own address.`)
    if (!own && portOf(url) === config().port && isOwnAddress(address))
      throw refuse(
        who,
        'that address is this cockpit itself. Its own explorer is already in the list of grids.',
      )
  }
}

async function addressesOf(who: string, url: URL, resolve: Resolve): Promise<DialAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const literal = isIP(host)
  const found = literal ? [{ address: host, family: literal }] : await resolve(host)
  if (found.length === 0)
    throw new DomainError('GRID_UNREACHABLE', `${who}: ${host} has no address.`, { sent: false })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

/**
 * Resolves a URL once and checks what it resolves to.
 * @param isEmbedded the embedded explorer: the only caller for whom our own listener is a valid target
 * @throws DomainError `TARGET_REFUSED`, or whatever `resolve` throws
 */
export async function resolveTarget(
  who: string,
  text: string,
  { isEmbedded = false, resolve = systemResolve }: { isEmbedded?: boolean; resolve?: Resolve } = {},
): Promise<Target> {
  const url = parseTargetUrl(who, text)
  if (!isEmbedded && isOwnOrigin(url))
    throw refuse(
      who,
      'that address is this cockpit itself. Its own explorer is already in the list of grids.',
    )
  const addresses = await addressesOf(who, url, resolve)
  checkAddresses(who, url, addresses, isEmbedded)
  return { url, addresses }
}
