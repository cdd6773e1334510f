import { expect, test } from 'vitest'
import { clusterWords } from './cluster-words'

const END = '2026-12-08T13:40:00.000Z'
test.each([
  [
    3,
    END,
    true,
    '3 machines of the cluster k3s are deleted first, with everything on their disks.',
  ],
  [1, END, true, '1 machine of the cluster k3s is deleted first, with everything on its disk.'],
  [3, null, true, ''],
  [3, null, false, 'The design of the cluster k3s goes with it.'],
])('%i machines until %s, network live: %s', (machines, endsAt, isLive, words) => {
  expect(clusterWords({ name: 'k3s', machines, endsAt }, isLive)).toBe(words)
})
