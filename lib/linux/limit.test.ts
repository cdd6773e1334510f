import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { eachLimited } from './limit'

test('answers in order of the list, with no more at a time than asked', async () => {
  let now = 0
  let most = 0
  const results = await eachLimited([30, 10, 20, 1], 2, async (ms) => {
    most = Math.max(most, ++now)
    await pause(ms)
    now -= 1
    return ms * 2
  })
  expect([results, most]).toEqual([[60, 20, 40, 2], 2])
})

test('a failure begins nothing more and waits for what was begun', async () => {
  const done: number[] = []
  const all = eachLimited([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error('first')
    await pause(20)
    done.push(item)
  })
  await expect(all).rejects.toThrow('first')
  expect(done).toEqual([2])
})
