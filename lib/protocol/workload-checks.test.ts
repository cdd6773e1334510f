import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { checkWorkload } from './workload-checks'
import { freeAddress } from './workload-checks-container'
import type {
  ContainerDraft,
  DebugDraft,
  VolumeDraft,
  WorkloadDraft,
  ZdbDraft,
} from './workload-draft'
import type { WorkloadFacts } from './workload-problem'

const NOW = 1_700_000_000_000
const HOUR = 3_600_000
const base = { name: 'data', nodeId: 'node' }
const volume: VolumeDraft = { ...base, type: 'volume', size: 10, diskType: 'SSD' }
const zdb: ZdbDraft = {
  ...base,
  type: 'zdb',
  size: 10,
  diskType: 'HDD',
  mode: 'seq',
  password: 'open sesame',
  public: false,
}
const debug: DebugDraft = {
  ...base,
  type: 'debug',
  host: 'log.example.com',
  port: 6379,
  channel: 'node',
}
const container: ContainerDraft = {
  ...base,
  type: 'container',
  networkId: 'net',
  ip: '10.1.2.20',
  publicIp6: false,
  flist: 'https://hub.example.com/x/redis.flist',
  flistStorage: '',
  entrypoint: '/bin/redis-server --port 6379',
  interactive: false,
  env: [],
  mounts: [],
  cpu: 1,
  memory: 512,
}
const facts: WorkloadFacts = {
  node: { label: 'Ghent BE', freshness: 'up', free: { cru: 4, mru: 8, sru: 100, hru: 50 } },
  network: {
    name: 'lab',
    state: 'deployed',
    subnet: '10.1.2.0/24',
    taken: ['10.1.2.2'],
    endsAt: NOW + 8 * HOUR,
  },
  volumes: [{ reservationId: 'vol', name: 'data', volumeId: '7-1', endsAt: NOW + HOUR }],
  endsAt: NOW + 2 * HOUR,
}

const check = (draft: WorkloadDraft, change: Partial<WorkloadFacts> = {}) =>
  checkWorkload(draft, { ...facts, ...change })
const errors = (draft: WorkloadDraft, change: Partial<WorkloadFacts> = {}) =>
  check(draft, change).flatMap(({ severity, field }) => (severity === 'error' ? [field] : []))
const warnings = (draft: WorkloadDraft, change: Partial<WorkloadFacts> = {}) =>
  check(draft, change).flatMap(({ severity, field }) => (severity === 'warning' ? [field] : []))

test.each([volume, zdb, debug, container])('a good $type has no error', (draft) => {
  expect(errors(draft)).toEqual([])
})

describe('every kind', () => {
  test.each(['', 'Data', '1st', 'a b', 'x'.repeat(32), 'a"b'])('refuses the name %j', (name) => {
    expect(errors({ ...volume, name })).toEqual(['name'])
  })
  it('needs a node that answers', () => {
    expect(errors(volume, { node: null })).toEqual(['node'])
    const node = { label: 'Ghent BE', free: { cru: 4, mru: 8, sru: 100, hru: 50 } }
    expect(errors(volume, { node: { ...node, freshness: 'down' } })).toEqual(['node'])
    expect(warnings(volume, { node: { ...node, freshness: 'late' } })).toEqual(['node'])
  })
  test.each<[WorkloadDraft, string[]]>([
    [{ ...volume, size: 101 }, ['size']],
    [{ ...volume, size: 100 }, []],
    [{ ...volume, diskType: 'HDD', size: 51 }, ['size']],
    [{ ...zdb, size: 51 }, ['size']],
    [{ ...container, cpu: 5 }, ['cpu']],
    [{ ...container, memory: 8 * 1024 + 1 }, ['memory']],
    [debug, []],
  ])('asks no more than the node has free: %o', (draft, expected) => {
    expect(errors(draft)).toEqual(expected)
  })
  it('says how much is free', () => {
    expect(check({ ...volume, size: 101 })[0]?.message).toBe(
      'Ghent BE has 100 GiB SSD free, and this takes 101. Ask for less, or choose another node.',
    )
  })
})

describe('volume and zdb', () => {
  test.each([0, -1, 1.5, Number.NaN, 2_000_000])('refuse a size of %d', (size) => {
    expect(errors({ ...volume, size })).toEqual(['size'])
    expect(errors({ ...zdb, size })).toEqual(['size'])
  })
  it('refuse passwords nobody can type, and warn of none', () => {
    expect(errors({ ...zdb, password: 'a\nb' })).toEqual(['password'])
    expect(errors({ ...zdb, password: 'a'.repeat(129) })).toEqual(['password'])
    expect(warnings({ ...zdb, password: '' })).toEqual(['password'])
    expect(warnings({ ...zdb, public: true })).toEqual(['public'])
    expect(warnings(zdb)).toEqual([])
  })
})

describe('debug', () => {
  test.each(['log.example.com', 'localhost', '192.0.2.7', '2001:db8::7'])(
    'takes the host %s',
    (host) => {
      expect(errors({ ...debug, host })).toEqual([])
    },
  )
  test.each(['', 'http://log.example.com', 'a b', '-x', 'a..b', 'x'.repeat(254)])(
    'refuses the host %j',
    (host) => {
      expect(errors({ ...debug, host })).toEqual(['host'])
    },
  )
  test.each([0, 65536, 1.5])('refuses the port %d', (port) => {
    expect(errors({ ...debug, port })).toEqual(['port'])
  })
  it('wants a channel and says who reads along', () => {
    expect(errors({ ...debug, channel: ' ' })).toEqual(['channel'])
    expect(warnings(debug)).toEqual(['host'])
  })
})

describe('container', () => {
  test.each(['https://hub.example.com/x/redis.flist', 'http://10.1.1.1:8080/a.flist'])(
    'takes the image %s',
    (flist) => {
      expect([errors({ ...container, flist }), warnings({ ...container, flist })]).toEqual([[], []])
    },
  )
  test.each([
    '',
    'redis.flist',
    'ftp://x/a.flist',
    'https://me:pw@x/a.flist',
    'https://x/a b.flist',
    'https://x',
    'file:///etc/passwd',
  ])('refuses the image %j', (flist) => {
    expect(errors({ ...container, flist })).toEqual(['flist'])
  })
  it('wonders about another ending', () => {
    expect(warnings({ ...container, flist: 'https://x.example/a.tar' })).toEqual(['flist'])
  })
  test.each([
    ['10.1.2.20', []],
    ['', []],
    ['10.1.2.2', ['ip']],
    ['10.1.2.0', ['ip']],
    ['10.1.2.1', ['ip']],
    ['10.1.2.255', ['ip']],
    ['10.1.3.20', ['ip']],
    ['10.1.2', ['ip']],
    ['fe80::1', ['ip']],
    [' 10.1.2.20', ['ip']],
  ])('address %j: %j', (ip, expected) => {
    expect(errors({ ...container, ip })).toEqual(expected)
  })
  it('needs its network on the node, and waits for one that is coming', () => {
    expect(errors(container, { network: null })).toEqual(['network'])
    const network = { name: 'lab', subnet: '10.1.2.0/24', taken: [], endsAt: NOW + 8 * HOUR }
    expect(errors(container, { network: { ...network, state: 'absent' } })).toEqual(['network'])
    expect(warnings(container, { network: { ...network, state: 'coming' } })).toEqual(['network'])
  })
  it('ends no later than its network', () => {
    expect(warnings(container, { endsAt: NOW + 9 * HOUR })).toEqual(['duration'])
  })
  test.each(['a\nb', 'x'.repeat(1001)])('refuses the entrypoint %j', (entrypoint) => {
    expect(errors({ ...container, entrypoint })).toEqual(['entrypoint'])
  })
  it('checks each variable', () => {
    const env = [
      { name: 'OK_1', value: 'x' },
      { name: '1ST', value: 'x' },
      { name: 'OK_1', value: 'again' },
      { name: 'BIG', value: 'x'.repeat(4097) },
      { name: 'A-B', value: '' },
    ]
    expect(errors({ ...container, env })).toEqual([
      'env.1.name',
      'env.2.name',
      'env.3.value',
      'env.4.name',
    ])
    expect(warnings({ ...container, env: env.slice(0, 1) })).toEqual(['env'])
  })
  test.each(['/data', '/var/lib/x', '/..data'])('mounts at %s', (mountpoint) => {
    expect(errors({ ...container, mounts: [{ volume: 'vol', mountpoint }] })).toEqual([])
  })
  test.each(['', 'data', '/', '/a/../b', '/a b', '//', '/a/', '/.'])(
    'does not mount at %j',
    (mountpoint) => {
      expect(errors({ ...container, mounts: [{ volume: 'vol', mountpoint }] })).toEqual([
        'mounts.0.mountpoint',
      ])
    },
  )
  it('mounts only volumes of ours on that node, each place once', () => {
    const mount = { volume: 'vol', mountpoint: '/data' }
    expect(errors({ ...container, mounts: [{ ...mount, volume: 'other' }] })).toEqual([
      'mounts.0.volume',
    ])
    expect(errors({ ...container, mounts: [mount, mount] })).toEqual(['mounts.1.mountpoint'])
    expect(warnings({ ...container, mounts: [mount] })).toEqual(['mounts.0.volume'])
  })
  test.each([0, 1.5, 2000])('refuses %d vCPU', (cpu) => {
    expect(errors({ ...container, cpu })).toEqual(['cpu'])
  })
  test.each([0, 63, 100.5])('refuses %d MiB', (memory) => {
    expect(errors({ ...container, memory })).toEqual(['memory'])
  })
})

describe('free addresses', () => {
  it('leave the lowest to VMs, until nothing else is left', () => {
    expect(freeAddress('10.1.2.0/24', [])).toBe('10.1.2.10')
    const all = Array.from({ length: 245 }, (_, index) => `10.1.2.${index + 10}`)
    expect(freeAddress('10.1.2.0/24', all)).toBe('10.1.2.2')
    const rest = Array.from({ length: 8 }, (_, index) => `10.1.2.${index + 2}`)
    expect(freeAddress('10.1.2.0/24', [...all, ...rest])).toBeNull()
    expect(freeAddress('nonsense', [])).toBeNull()
  })
  test('pass the check that every typed address passes', () => {
    const octets = fc.uniqueArray(fc.integer({ min: 2, max: 254 }), { maxLength: 252 })
    fc.assert(
      fc.property(octets, (used) => {
        const taken = used.map((octet) => `10.1.2.${octet}`)
        const ip = freeAddress('10.1.2.0/24', taken)
        expect(ip).not.toBeNull()
        const network = {
          name: 'lab',
          state: 'deployed' as const,
          subnet: '10.1.2.0/24',
          taken,
          endsAt: null,
        }
        expect(errors({ ...container, ip: ip ?? '' }, { network })).toEqual([])
      }),
    )
  })
})

test('hostile text in any field gives sentences, never a throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.double(), (text, number) => {
      const drafts: WorkloadDraft[] = [
        {
          ...container,
          name: text,
          ip: text,
          flist: text,
          flistStorage: text,
          entrypoint: text,
          cpu: number,
          memory: number,
          env: [{ name: text, value: text }],
          mounts: [{ volume: text, mountpoint: text }],
        },
        { ...zdb, password: text, size: number },
        { ...debug, host: text, channel: text, port: number },
      ]
      for (const draft of drafts)
        for (const { message } of check(draft)) expect(message.length).toBeGreaterThan(10)
    }),
  )
})
