import { describe, expect, test } from 'vitest'
import type { PlanChange } from '@/lib/schemas/views'
import { diffGroups, peerCounts } from './diff-lines'

const peer = (subnet: string, allowedIps: string[], label: string) => ({
  subnet,
  publicKey: `key of ${label}`,
  allowedIps,
  endpoint: '198.51.100.7:4117',
  label,
})
const change: PlanChange = {
  kind: 'change',
  nodeId: 'lochristi',
  label: 'Lochristi BE',
  farmName: 'Greenhouse Nine',
  endpointClass: 'hidden',
  subnet: '10.40.3.0/24',
  listenPort: 3561,
  publicKey: 'key',
  fieldChanges: [{ field: 'listen port', before: '3001', after: '3561' }],
  peers: [
    {
      kind: 'change',
      label: 'Ghent BE',
      before: peer('10.40.1.0/24', ['10.40.1.0/24', '10.40.8.0/24', '100.64.40.8/32'], 'Ghent BE'),
      after: peer('10.40.1.0/24', ['10.40.1.0/24', '10.40.4.0/24', '100.64.40.4/32'], 'Ghent BE'),
    },
    {
      kind: 'add',
      label: 'Toronto CA',
      before: null,
      after: peer('10.40.6.0/24', ['10.40.6.0/24', '100.64.40.6/32'], 'Toronto CA'),
    },
    { kind: 'keep', label: 'Vienna AT', before: null, after: null },
  ],
  replaces: '2408-1',
  summary: '',
}
const owners: Record<string, string> = { '10.40.4.0/24': 'Zürich CH' }

describe('the lines of a change', () => {
  const groups = diffGroups(change, (subnet) => owners[subnet])

  test('say which field of the resource moved and from where', () => {
    expect(groups[0]?.lines).toEqual([
      { kind: 'keep', name: 'subnet', value: '10.40.3.0/24' },
      { kind: 'remove', name: 'listen port', value: '3001' },
      { kind: 'add', name: 'listen port', value: '3561' },
      { kind: 'keep', name: 'public key', value: 'key' },
    ])
  })

  test('put a subnet beside its tunnel address and name its owner', () => {
    expect(groups[1]?.title).toBe('Peer Ghent BE, changed')
    expect(groups[1]?.lines.slice(2)).toEqual([
      { kind: 'keep', name: 'allowed ips', value: '10.40.1.0/24' },
      { kind: 'remove', name: 'allowed ips', value: '10.40.8.0/24, 100.64.40.8/32' },
      {
        kind: 'add',
        name: 'allowed ips',
        value: '10.40.4.0/24, 100.64.40.4/32',
        note: 'Zürich CH',
      },
    ])
  })

  test('show a new peer whole and name the unchanged ones', () => {
    expect(groups[2]?.title).toBe('Peer Toronto CA, added')
    expect(groups[2]?.lines.every(({ kind }) => kind === 'add')).toBe(true)
    expect(groups[3]).toEqual({ title: 'Peer Vienna AT, unchanged', lines: [] })
  })

  test('are counted per kind', () => {
    expect(peerCounts(change)).toEqual({ add: 1, change: 1, remove: 0 })
  })
})
