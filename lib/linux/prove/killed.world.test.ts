import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { userspaceProcesses } from '../left-overs'
import { SMALL, node } from '../testing/designs'
import { startHelper } from '../testing/helper'
import type { Helper } from '../testing/helper'
import { programsHere, tracesLeft } from '../testing/traces'

let helper: Helper | null = null
afterEach(() => helper?.child.kill('SIGKILL'))

const begun = (stage: string) => (event: { type: string; stage?: string }) =>
  event.type === 'stage' && event.stage === stage

/** Pid of the half that builds: the child of unshare. */
async function builderOf({ child }: Helper): Promise<number> {
  const unshare = await onlyChild(child.pid ?? 0)
  return onlyChild(unshare)
}
async function onlyChild(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return Number(children.trim().split(' ')[0])
}

const ENDS: Readonly<Record<string, (helper: Helper) => Promise<unknown> | unknown>> = {
  'kill -9 of the helper': ({ child }) => child.kill('SIGKILL'),
  'kill -9 of the builder': async (running) => process.kill(await builderOf(running), 'SIGKILL'),
  'kill -9 of unshare': async ({ child }) =>
    process.kill(await onlyChild(child.pid ?? 0), 'SIGKILL'),
  'an ordinary kill': ({ child }) => child.kill('SIGTERM'),
  'the end of its input': async ({ child }) => {
    await pause(1100) // an earlier one would belong to the request
    child.stdin.end()
  },
}

describe.each(['building', 'starting', 'measuring'])('while %s', (stage) => {
  test.each(Object.keys(ENDS))('%s leaves no namespace, socket, process or file', async (name) => {
    // A pair that never answers keeps the measurement going.
    const network = { ...SMALL, resources: [...SMALL.resources, node(9, ['2001:db8::9'])] }
    helper = startHelper({ ...network, accessPoints: [] }, 'compat')
    await helper.until(begun(stage))
    await ENDS[name]?.(helper)
    expect(await helper.ended).not.toBe(0)
    expect(await tracesLeft()).toEqual([])
  })
})

test('while it measures there is something to be left', async () => {
  helper = startHelper(SMALL, 'safe')
  await helper.until(begun('measuring'))
  expect((await userspaceProcesses()).length).toBeGreaterThanOrEqual(SMALL.resources.length)
  expect((await programsHere()).length).toBeGreaterThan(SMALL.resources.length)
  expect(await helper.ended).toBe(0)
  expect(await tracesLeft()).toEqual([])
})

test('the time limit ends it with its own code and leaves nothing', async () => {
  const network = { ...SMALL, resources: [...SMALL.resources, node(9, ['2001:db8::9'])] }
  helper = startHelper({ ...network, accessPoints: [] }, 'compat', { seconds: 3 })
  expect(await helper.ended).toBe(1)
  expect(helper.events.at(-1)).toMatchObject({ type: 'error', code: 'PROOF_TIMEOUT' })
  expect(await tracesLeft()).toEqual([])
})

test.each([
  ['too many nodes', { limits: { resources: 3 } }, 'PROOF_TOO_LARGE'],
  [
    'a design without a router',
    { resources: [node(1, []), node(2, ['2001:db8::2'])] },
    'NO_ROUTER',
  ],
])('%s is refused with %j, and nothing is built', async (_, change, code) => {
  const { limits = {}, resources = SMALL.resources } = change as {
    limits?: object
    resources?: typeof SMALL.resources
  }
  helper = startHelper({ ...SMALL, resources, accessPoints: [] }, 'compat', limits)
  expect(await helper.ended).toBe(1)
  expect(helper.events.at(-1)).toMatchObject({ type: 'error', code })
  expect(helper.events.some(({ type }) => type === 'built')).toBe(false)
  expect(await tracesLeft()).toEqual([])
})
