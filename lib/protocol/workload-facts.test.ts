import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { joinedNetwork, resultFacts, workloadFacts, workloadLabel } from './workload-facts'

const facts = (type: string, data: unknown) =>
  workloadFacts(type, JSON.stringify(data)).map(({ label, value }) => `${label}: ${value}`)

describe('what a workload asks for', () => {
  test.each<[string, unknown, string[]]>([
    ['volume', { size: 5, type: 'SSD' }, ['Size: 5 GiB', 'Disk: SSD']],
    ['volume', { Size: 5, TYPE: 'HDD' }, ['Size: 5 GiB', 'Disk: HDD']],
    [
      'zdb',
      { size: 2, mode: 'seq', password: 'ab12', disk_type: 'HDD', public: true },
      ['Size: 2 GiB', 'Disk: HDD', 'Mode: seq', 'Password: sealed for the node', 'Public: yes'],
    ],
    [
      'debug',
      { host: 'log.example', port: 6379, channel: 'x' },
      ['Log goes to: log.example:6379', 'Channel: x'],
    ],
    [
      'kubernetes',
      { size: 1, network_id: 'lab', ip: '10.1.2.2', master_ips: ['10.1.1.2'] },
      ['In network: lab', 'Address: 10.1.2.2', 'Role: worker', 'Size: 1'],
    ],
    [
      'network',
      {
        name: 'lab',
        ip_range: '10.1.0.0/16',
        net_resources: [{ subnet: '10.1.1.0/24', wg_listen_port: 3000, peers: [{}, {}] }],
      },
      ['Range: 10.1.0.0/16', 'Subnet: 10.1.1.0/24', 'Listen port: 3000', 'Peers: 2'],
    ],
    ['unheard-of', { size: 1 }, []],
    ['volume', [], []],
    ['volume', 7, []],
  ])('%s %j', (type, data, expected) => {
    expect(facts(type, data)).toEqual(expected)
  })

  it('shows names of environment variables and never their values', () => {
    const shown = facts('container', {
      flist: 'https://hub.example/a.flist',
      env: { TOKEN: 'hush' },
    }).join()
    expect(shown).toContain('Environment: TOKEN')
    expect(shown).not.toContain('hush')
  })
})

test.each([
  ['network', { name: 'lab' }, 'lab'],
  ['kubernetes', { network_id: 'lab', ip: '10.1.2.2' }, 'lab 10.1.2.2'],
  ['container', { flist: 'https://hub.example/x/nginx.flist' }, 'nginx.flist'],
  ['volume', { size: 5, type: 'SSD' }, '5 GiB SSD'],
  ['zdb', {}, 'zdb'],
  ['network', { name: 'a\u202eb\nc' }, 'ab c'],
  ['', {}, 'workload'],
])('%s %j is called %s', (type, data, expected) => {
  expect(workloadLabel(type, JSON.stringify(data))).toBe(expected)
})

test.each([
  ['volume', { volume_id: '12-1' }, ['Volume id 12-1']],
  ['zdb', { Namespace: '3-1', IP: '', Port: 9900 }, ['Namespace 3-1', 'Port 9900']],
  [
    'container',
    { id: '4-1', ipv6: '', ipv4: '10.1.2.9' },
    ['Container id 4-1', 'Address 10.1.2.9'],
  ],
  ['volume', { other: 1 }, []],
  ['volume', null, []],
])('result of %s %j', (type, data, expected) => {
  expect(resultFacts(type, data).map(({ label, value }) => `${label} ${value}`)).toEqual(expected)
})

test.each([
  ['kubernetes', { network_id: 'lab' }, 'lab'],
  ['container', { network: { network_id: 'lab' } }, 'lab'],
  ['container', {}, ''],
  ['volume', { network_id: 'lab' }, ''],
])('%s %j joins %j', (type, data, expected) => {
  expect(joinedNetwork(type, JSON.stringify(data))).toBe(expected)
})

test('hostile data never throws and never brings control characters', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('network', 'kubernetes', 'container', 'volume', 'zdb', 'debug', 'toString'),
      fc.oneof(fc.json(), fc.string()),
      (type, data) => {
        const all = [
          workloadLabel(type, data),
          ...workloadFacts(type, data).map(({ value }) => value),
        ]
        expect(all.every((value) => !/\p{Cc}/u.test(value))).toBe(true)
      },
    ),
  )
})
