import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadScenarios } from '@/lib/network/testing/vectors'
import type { Scenario, ScenarioStep } from '@/lib/network/testing/vectors'
import { buildWgQuick, parseWgQuick } from './wg-quick'
import type { DeviceAccess } from './wg-quick'

const ZERO_KEY = `${'A'.repeat(43)}=`
const KEY = 'AndhYVLZU5Ee4URhz1pHhMJwRkEx+0DlCz3fEL/PUTk='
const access: DeviceAccess = {
  privateKey: 'kPX+Kv+W0CR9e/6tpBnWD99HRxoPP81mHR7k8JF6NnY=',
  subnet: '10.42.245.0/24',
  range: '10.42.0.0/16',
  accessPublicKey: KEY,
  accessListenPort: 3001,
  accessEndpoints: ['203.0.113.1', '2001:db8::1'],
  family: 'ipv4',
}

test('an MTU is one line below the address, and only where one is set', () => {
  const lines = buildWgQuick({ ...access, mtu: 1380 }).split('\n')
  expect(lines[lines.indexOf('MTU = 1380') - 1]).toMatch(/^Address = /)
  expect(buildWgQuick(access)).not.toContain('MTU')
})

/**
 * Recorded files ours must not equal, with the reason. Fault D4 (IPv6 asked on a dual-stack node, an IPv4 address in
 * brackets) stands in no recorded scenario: IPv6 is only asked there on an IPv6-only node.
 */
const DIFFERENT: Readonly<Record<string, string>> = {
  '32_small_range_access': 'AllowedIPs holds <nil>, which WireGuard refuses: the range is no /16',
}

const recorded = loadScenarios().flatMap((scenario) =>
  scenario.steps
    .filter(({ op, stdout }) => op === 'add-access' && stdout)
    .map((step, index) => ({ name: `${scenario.name} ${index + 1}`, scenario, step })),
)

/** What the person at tfuser had in hand. */
function accessOf(
  { nodes, steps }: Scenario,
  { args, wg_private_key }: ScenarioStep,
): DeviceAccess {
  const added = steps.find(({ op, args: other }) => op === 'add-node' && other.node === args.node)
  const node = Object.values(nodes).find(({ node_id }) => node_id === args.node)
  return {
    privateKey: args.wgpubkey ? null : (wg_private_key ?? ''),
    subnet: args.subnet ?? '',
    range: steps.find(({ op, error }) => op === 'create' && !error)?.args.cidr ?? '',
    accessPublicKey: added?.wg_public_key ?? '',
    accessListenPort: added?.args.port ?? 0,
    accessEndpoints: node?.expected_pub_endpoints ?? [],
    family: args.ip4 ? 'ipv4' : 'ipv6',
  }
}

/** tfuser prints the file and one more line break. */
const printed = (text: string) => `${text}\n`

test('all recorded files are compared', () => {
  const files = loadScenarios().flatMap(({ expected }) => expected.wg_conf ?? [])
  expect(recorded).toHaveLength(files.length)
  expect(recorded.length).toBeGreaterThanOrEqual(8)
})

describe.each(recorded)('$name', ({ scenario, step }) => {
  const reason = DIFFERENT[scenario.name]
  if (reason)
    test(`is refused: ${reason}`, () => {
      expect(() => buildWgQuick(accessOf(scenario, step))).toThrow(
        expect.objectContaining({ code: 'INVALID_CIDR' }),
      )
    })
  else
    test('is written as recorded', () => {
      const text = buildWgQuick(accessOf(scenario, step))
      expect([text, printed(text)]).toContain(step.stdout)
      expect(scenario.expected.wg_conf).toContain(text)
    })
})

test('dials the address of the asked family (fault D4)', () => {
  expect(buildWgQuick({ ...access, family: 'ipv6' })).toContain('\nEndpoint = [2001:db8::1]:3001\n')
  expect(buildWgQuick(access)).toContain('\nEndpoint = 203.0.113.1:3001\n')
})

test('without a private key its line holds zero bytes', () => {
  expect(buildWgQuick({ ...access, privateKey: null })).toContain(`PrivateKey = ${ZERO_KEY}\n`)
})

test.each([
  ['a hidden access node', { accessEndpoints: [] }, 'HIDDEN_ACCESS_POINT', 'is hidden'],
  [
    'no address of the family',
    { accessEndpoints: ['203.0.113.1'], family: 'ipv6' },
    'HIDDEN_ACCESS_POINT',
    'no public IPv6',
  ],
  ['a subnet that is no /24', { subnet: '10.42.0.0/17' }, 'INVALID_CIDR', 'no IPv4 /24'],
  [
    'a subnet with a line break',
    { subnet: '10.42.1.0/24\nPostUp = x' },
    'INVALID_CIDR',
    'no IPv4 /24',
  ],
  ['a range that is no /16', { range: '10.0.0.0/8' }, 'INVALID_CIDR', 'is a /8'],
  ['a key that is none', { accessPublicKey: 'x\nPostUp = evil' }, 'INVALID_KEY', 'WireGuard key'],
  ['a private key that is none', { privateKey: 'hunter2' }, 'INVALID_KEY', 'WireGuard key'],
] as const)('refuses %s', (_, change, code, reason) => {
  const build = () => buildWgQuick({ ...access, ...change } as DeviceAccess)
  expect(build).toThrow(expect.objectContaining({ code }))
  expect(build).toThrow(reason)
})

test('reads back what it writes', () => {
  expect(parseWgQuick(buildWgQuick(access))).toEqual({
    privateKey: access.privateKey,
    addresses: ['100.64.42.245/32'],
    listenPort: null,
    mtu: null,
    dns: [],
    peers: [
      {
        publicKey: KEY,
        presharedKey: null,
        allowedIps: ['10.42.0.0/16', '100.64.42.0/24'],
        endpoint: '203.0.113.1:3001',
        keepalive: 20,
      },
    ],
  })
})

test('reads everything a wg.conf may say', () => {
  const text = `# laptop\r\n[interface]\r\nprivatekey=${KEY} # mine\r\nAddress = 10.0.0.1/24, fd00::1/64\nAddress = 10.0.0.2
ListenPort = 51820\nMTU = 1420\nDNS = 1.1.1.1, example.org
[Peer]\nPublicKey = ${KEY}\nPresharedKey = ${KEY}\nAllowedIPs = 0.0.0.0/0,::/0\nEndpoint = [2001:db8::1]:51820\nPersistentKeepalive = off
[Peer]\nPublicKey = ${ZERO_KEY}\nEndpoint = vpn.example.org:51820`
  expect(parseWgQuick(text)).toEqual({
    privateKey: KEY,
    addresses: ['10.0.0.1/24', 'fd00::1/64', '10.0.0.2/32'],
    listenPort: 51820,
    mtu: 1420,
    dns: ['1.1.1.1', 'example.org'],
    peers: [
      {
        publicKey: KEY,
        presharedKey: KEY,
        allowedIps: ['0.0.0.0/0', '::/0'],
        endpoint: '[2001:db8::1]:51820',
        keepalive: 0,
      },
      {
        publicKey: ZERO_KEY,
        presharedKey: null,
        allowedIps: [],
        endpoint: 'vpn.example.org:51820',
        keepalive: 0,
      },
    ],
  })
})

describe('hostile files', () => {
  const inInterface = (line: string) => `[Interface]\nPrivateKey = ${KEY}\n${line}\n`
  const inPeer = (line: string) => `[Interface]\n[Peer]\nPublicKey = ${KEY}\n${line}\n`

  test.each(['PreUp', 'PostUp', 'PreDown', 'PostDown', 'Table'])('refuses %s by name', (key) => {
    for (const text of [
      inInterface(`${key} = x`),
      inInterface(`${key.toUpperCase()}=x`),
      inPeer(`  ${key} = x`),
    ]) {
      expect(() => parseWgQuick(text)).toThrow(
        expect.objectContaining({ code: 'INVALID_WG_QUICK' }),
      )
      expect(() => parseWgQuick(text)).toThrow(`has ${key},`)
    }
  })

  test.each([
    ['nothing', '', 'no [Interface]'],
    ['two interfaces', '[Interface]\n[Interface]', 'two [Interface]'],
    ['a line before any section', 'Address = 10.0.0.1/24', 'Line 1 stands before'],
    ['a line that is none', inInterface('hello'), 'Line 3 is neither'],
    ['an unknown section', '[Interface]\n[Evil]', 'Line 2 is neither'],
    ['an unknown key', inInterface('SaveConfig = true'), 'Line 3 has a key'],
    ['a peer key in the interface', inInterface(`PublicKey = ${KEY}`), '[Interface] does not know'],
    ['a repeated key', inInterface(`PrivateKey = ${KEY}`), 'Line 3 repeats'],
    ['a bad key', inPeer('PresharedKey = secret'), 'Line 4 should hold a WireGuard key'],
    ['a peer without key', '[Interface]\n[Peer]\nAllowedIPs = 10.0.0.0/8', 'no PublicKey'],
    ['a bad address', inInterface('Address = $(id)'), 'Line 3 should hold addresses'],
    ['a bad prefix', inPeer('AllowedIPs = 10.0.0.0/33'), 'Line 4 should hold addresses'],
    ['a bad port', inInterface('ListenPort = 70000'), 'from 0 to 65535'],
    ['a bad name server', inInterface('DNS = a;b'), 'name servers'],
    ['a bad endpoint', inPeer('Endpoint = a b:1'), 'should hold an endpoint'],
    ['an endpoint without port', inPeer('Endpoint = 203.0.113.1'), 'should hold an endpoint'],
    ['a giant', '#'.repeat(200_001), 'too large'],
  ])('refuses %s', (_, text, reason) => {
    expect(() => parseWgQuick(text)).toThrow(expect.objectContaining({ code: 'INVALID_WG_QUICK' }))
    expect(() => parseWgQuick(text)).toThrow(reason)
  })

  test('no sentence repeats a secret', () => {
    expect.assertions(1)
    try {
      parseWgQuick('[Interface]\nPrivateKey = not-so-secret')
    } catch (error) {
      expect(String(error)).not.toContain('not-so-secret')
    }
  })
})

/** wg-quick answers no --version, so it is looked for by name; where COCKPIT_REQUIRE names `net` it must be there. */
function hasWgQuick(): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  if (folders.some((folder) => existsSync(path.join(folder, 'wg-quick')))) return true
  const required = (process.env['COCKPIT_REQUIRE'] ?? '').split(',').map((word) => word.trim())
  if (required.includes('net')) throw new Error('COCKPIT_REQUIRE names net: wg-quick is missing.')
  return false
}

describe.runIf(hasWgQuick())('with wg-quick', () => {
  test.each(['ipv4', 'ipv6'] as const)('wg-quick strip accepts the text for %s', (family) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'wg-quick-'))
    try {
      const file = path.join(folder, 'wg0.conf')
      writeFileSync(file, buildWgQuick({ ...access, family }), { mode: 0o600 })
      const stripped = execFileSync('wg-quick', ['strip', file], { encoding: 'utf8' })
      expect(stripped).toContain(`PublicKey = ${KEY}`)
      expect(stripped).not.toContain('Address')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
