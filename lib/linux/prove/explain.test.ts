import { expect, test } from 'vitest'
import { compareMatrix } from '@/lib/network/compare-matrix'
import { reachabilityMatrix } from '@/lib/network/matrix'
import { countedKeys } from '../testing/counted-keys'
import { planWorld } from '../world/plan-world'
import { explainDifferences, wayOf } from './explain'

const node = (nodeId: string, third: number, endpoints: string[]) => ({
  nodeId,
  subnet: `10.42.${third}.0/24`,
  publicKey: '',
  listenPort: 3000,
  endpoints,
})
const plan = planWorld(
  {
    name: 'x',
    ipRange: '10.42.0.0/16',
    resources: [node('router', 1, ['203.0.113.1']), node('a', 2, []), node('b', 3, [])],
    accessPoints: [],
  },
  'safe',
  { tag: 'abcd', newKeys: countedKeys() },
)
const predicted = reachabilityMatrix(plan.traced)
const [router, a] = plan.machines

test('the way is the predicted one, both ends included', () => {
  expect(wayOf(plan, 'a', 'b')).toEqual(['a', 'router', 'b'])
})

test('a silent pair is explained by the tunnels on its way', () => {
  const measured = { ...predicted.matrix, a: { ...predicted.matrix['a'], b: false } }
  const handshakes = [
    { interface: a?.wireguard ?? '', peer: router?.publicKey ?? '', at: 995 },
    { interface: router?.wireguard ?? '', peer: plan.machines[2]?.publicKey ?? '', at: 0 },
  ]
  const { differences } = explainDifferences(compareMatrix(predicted, measured), plan, {
    handshakes,
    now: 1000,
  })
  expect(differences.map(({ explanation }) => explanation)).toEqual([
    'A reply was predicted over 2 tunnels, and none came. a → router: last handshake 5 s ago; router → b: no handshake ever.',
  ])
})

test('a tunnel that is not there is said to be missing', () => {
  const measured = { ...predicted.matrix, a: { ...predicted.matrix['a'], router: false } }
  const agreement = compareMatrix(predicted, measured)
  const { differences } = explainDifferences(agreement, plan, { handshakes: [], now: 1000 })
  expect(differences[0]?.explanation).toContain('a → router: no such peer')
})
