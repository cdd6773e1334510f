import { describe, expect, test } from 'vitest'
import { peerChanges, wireGuardText } from './wireguard-config'

const KEY = 'AndhYVLZU5Ee4URhz1pHhMJwRkEx+0DlCz3fEL/PUTk='
const peer = { publicKey: KEY, allowedIps: ['10.42.2.0/24'], endpoint: '[2001:DB8::1]:3000' }
const config = { privateKey: KEY, listenPort: 3000, peers: [peer], isDialling: true }

test('writes what wg setconf reads', () => {
  expect(wireGuardText(config)).toBe(`[Interface]
PrivateKey = ${KEY}
ListenPort = 3000
[Peer]
PublicKey = ${KEY}
AllowedIPs = 10.42.2.0/24
Endpoint = [2001:db8::1]:3000
PersistentKeepalive = 20
`)
})

test('nobody is dialled before it is time', () => {
  const text = wireGuardText({ ...config, isDialling: false })
  expect(text).not.toContain('Endpoint')
  expect(text).toContain('PersistentKeepalive = 0')
})

test.each([
  [
    'an endpoint with another line',
    { peers: [{ ...peer, endpoint: '1.2.3.4:1\nX = y' }] },
    'INVALID_BODY',
  ],
  ['a name as endpoint', { peers: [{ ...peer, endpoint: 'example.org:1' }] }, 'INVALID_BODY'],
  ['an endpoint without port', { peers: [{ ...peer, endpoint: '203.0.113.1' }] }, 'INVALID_BODY'],
  ['a key that is none', { peers: [{ ...peer, publicKey: 'x' }] }, 'INVALID_KEY'],
  ['a private key that is none', { privateKey: 'x' }, 'INVALID_KEY'],
  ['allowed IPs that are none', { peers: [{ ...peer, allowedIps: ['::/0'] }] }, 'INVALID_CIDR'],
  ['port 0', { listenPort: 0 }, 'INVALID_BODY'],
  ['port 65536', { listenPort: 65536 }, 'INVALID_BODY'],
])('refuses %s', (_, change, code) => {
  expect(() => wireGuardText({ ...config, ...change })).toThrow(expect.objectContaining({ code }))
})

describe('changes of a running interface', () => {
  const other = { publicKey: `${'A'.repeat(43)}=`, allowedIps: ['10.42.3.0/24'], endpoint: '' }
  const list = (...peers: (typeof peer)[]) => ({ peers, isDialling: true })

  test('what stays is not mentioned', () => {
    expect(peerChanges(list(peer, other), list(other, peer))).toEqual({ gone: [], text: '' })
  })

  test('one that goes is named, one that comes is written', () => {
    const { gone, text } = peerChanges(list(peer), list(other))
    expect(gone).toEqual([KEY])
    expect(text).toBe(
      `[Peer]\nPublicKey = ${other.publicKey}\nAllowedIPs = 10.42.3.0/24\nPersistentKeepalive = 20\n`,
    )
  })

  test('dialling is a change of all', () => {
    const { gone, text } = peerChanges(
      { ...list(peer, other), isDialling: false },
      list(peer, other),
    )
    expect([gone, text.match(/PublicKey/g)?.length]).toEqual([[], 2])
  })

  test('with an allowed IP on two peers all are told again, for the order decides', () => {
    const both = { ...other, allowedIps: ['10.42.2.0/24'] }
    const { gone, text } = peerChanges(list(peer, both), list(peer))
    expect([gone, text]).toEqual([[other.publicKey], expect.stringContaining(KEY)])
  })

  test('the private key is in none of them', () => {
    expect(peerChanges(list(), list(peer)).text).not.toContain('PrivateKey')
  })
})
