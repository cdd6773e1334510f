import { describe, expect, it, test } from 'vitest'
import { ApiError } from '@/components/ui/api'
import type { PlaceNetwork } from './machine-form'
import { keysOfLines } from './ssh-choice'
import { bodyOf, firstRefused, placeRefusal, refusalsOf, type Answers } from './wizard-state'

const LINE =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada@laptop'
const place = (nodeId: string, third: number) => ({
  nodeId,
  label: nodeId,
  farmName: 'farm',
  subnet: `10.40.${third}.0/24`,
  freshness: 'up' as const,
  simulated: true,
  free: { cru: 8, mru: 16, sru: 500 },
  occupiedBy: null,
  taken: [],
})
const network: PlaceNetwork = {
  id: 'n',
  name: 'kestrel',
  range: '10.40.0.0/16',
  places: [place('a', 1), place('b', 2)],
}
const GOOD: Answers = {
  name: 'kestrel-k3s',
  networkId: 'n',
  machines: [
    { nodeId: 'a', role: 'worker', size: 1, ip: '10.40.1.2' },
    { nodeId: 'b', role: 'master', size: 2, ip: '10.40.2.2' },
  ],
  keys: keysOfLines([LINE]),
  typedKey: '',
  secretFrom: 'cockpit',
  secret: '',
}
const known = { network, takenNames: ['harbor'] }

describe('what keeps a screen from being left', () => {
  it('nothing, when all is answered', () => {
    expect(firstRefused(GOOD, known)).toBeNull()
  })
  test.each<[string, Partial<Answers>, ReturnType<typeof firstRefused>, RegExp]>([
    ['no name', { name: '' }, 'network', /2 to 40/],
    ['a name that is taken', { name: 'harbor' }, 'network', /harbor already/],
    ['no network', { networkId: '' }, 'network', /Choose the network/],
    ['no machine', { machines: [] }, 'machines', /Pick at least one/],
    [
      'an address that cannot be',
      { machines: [{ nodeId: 'a', role: 'master', size: 1, ip: '10.40.1.1' }] },
      'machines',
      /beside it/,
    ],
    ['no key', { keys: [] }, 'keys', /at least one key/],
    ['a key that was typed and not added', { typedKey: LINE }, 'keys', /Press Add key/],
    ['a secret too short', { secretFrom: 'person', secret: 'abc' }, 'secret', /8 to 64/],
  ])('%s', (_name, patch, screen, message) => {
    const answers = { ...GOOD, ...patch }
    expect(firstRefused(answers, known)).toBe(screen)
    expect(Object.values(refusalsOf(screen ?? 'summary', answers, known)).join()).toMatch(message)
  })
})

it('a network that went meanwhile is refused, not waited for', () => {
  expect(refusalsOf('network', GOOD, { ...known, network: null }).network).toMatch(/gone/)
})

describe('what is sent', () => {
  it('has the master first and no secret when the cockpit makes it', () => {
    const body = bodyOf({ ...GOOD, secret: 'typed-then-left' })
    expect(body.machines.map(({ nodeId }) => nodeId)).toEqual(['b', 'a'])
    expect(body).not.toHaveProperty('secret')
    expect(body.sshKeys).toEqual([LINE])
  })
  it('has the own secret when there is one', () => {
    expect(bodyOf({ ...GOOD, secretFrom: 'person', secret: 'my-secret-9' }).secret).toBe(
      'my-secret-9',
    )
  })
})

test.each([
  ['ALREADY_EXISTS', 'network', 'name'],
  ['SSH_KEY_INVALID', 'keys', 'keys'],
  ['INVALID_RESERVATION', 'secret', 'secret'],
  ['UNKNOWN_NODE', 'machines', 'machines'],
  ['CONFLICT', 'summary', 'form'],
])('a refusal %s goes to the screen %s', (code, screen, field) => {
  const placed = placeRefusal(new ApiError(code, 'A sentence.'))
  expect(placed).toEqual({ screen, refusals: { [field]: 'A sentence.' } })
})
