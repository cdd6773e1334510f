import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '@/lib/schemas/fields'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { notify } from './bus'
import { newestEventId } from './queries'
import { recordEvent, type EventKind } from './record-event'
import { eventStream, type EventStreamOptions } from './stream'

let temp: TempDatabase
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())

async function happen(
  message: string,
  minimumRole: Role = 'viewer',
  kind: EventKind = 'network',
): Promise<void> {
  await temp.db.$transaction((tx) =>
    recordEvent(tx, { kind, subjectId: 'n', message, minimumRole }),
  )
  notify('events')
}

/** Reads a stream into a growing text. */
function open(options: Partial<EventStreamOptions> = {}) {
  const left = new AbortController()
  const reader = eventStream({
    reader: { role: 'viewer' },
    after: null,
    recheck: () => Promise.resolve({ role: 'viewer' }),
    signal: left.signal,
    ...options,
  }).getReader()
  const seen = { text: '', ended: false }
  const decoder = new TextDecoder()
  void (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      seen.text += decoder.decode(part.value)
    seen.ended = true
  })()
  return { seen, left, cancel: () => reader.cancel() }
}

const messages = (text: string) =>
  [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, json]) => (JSON.parse(json ?? '') as { message: string }).message,
  )

test('sends what happens, in order, and resumes behind the last id a client has', async () => {
  const start = await newestEventId()
  const first = open({ after: start })
  await happen('one')
  await happen('two')
  await expect.poll(() => messages(first.seen.text)).toEqual(['one', 'two'])
  const ids = [...first.seen.text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  first.left.abort()
  await expect.poll(() => first.seen.ended).toBe(true)
  await happen('three')
  const second = open({ after: ids[0] ?? 0 })
  await expect.poll(() => messages(second.seen.text)).toEqual(['two', 'three'])
  await second.cancel()
})

test('tells each role only what it may know', async () => {
  const after = await newestEventId()
  const [viewer, operator] = [open({ after }), open({ after, reader: { role: 'operator' } })]
  await happen('secret read', 'operator')
  await happen('plain')
  await expect.poll(() => messages(operator.seen.text)).toEqual(['secret read', 'plain'])
  await expect.poll(() => messages(viewer.seen.text)).toEqual(['plain'])
  viewer.left.abort()
  operator.left.abort()
})

test('finds rows of other processes without being told', async () => {
  const stream = open({ after: await newestEventId() })
  await temp.db.event.create({ data: { kind: 'grid', subjectId: 'g', message: 'elsewhere' } })
  await expect.poll(() => messages(stream.seen.text), { timeout: 3_000 }).toEqual(['elsewhere'])
  stream.left.abort()
})

test('ends when the session does, and takes over a lower role', async () => {
  let role: Role | null = 'viewer'
  const stream = open({
    after: await newestEventId(),
    reader: { role: 'owner' },
    recheck: () => Promise.resolve(role && { role }),
    recheckMs: 50,
  })
  await new Promise((resolve) => setTimeout(resolve, 120))
  await happen('for owners', 'owner')
  await happen('for all')
  await expect.poll(() => messages(stream.seen.text)).toEqual(['for all'])
  role = null
  await expect.poll(() => stream.seen.ended).toBe(true)
})

test('shows nothing more to a role that was lowered just before, and ends with a session that was', async () => {
  const now: { role: Role | null } = { role: 'operator' }
  const stream = open({
    after: await newestEventId(),
    reader: { role: 'operator' },
    recheck: () => Promise.resolve(now.role && { role: now.role }),
    recheckMs: 3_600_000,
  })
  await happen('read by operators', 'operator')
  await expect.poll(() => messages(stream.seen.text)).toEqual(['read by operators'])
  now.role = 'viewer'
  await happen('Ada is viewer now', 'operator', 'user')
  await happen('for operators', 'operator')
  await happen('for all')
  await expect.poll(() => messages(stream.seen.text)).toEqual(['read by operators', 'for all'])
  now.role = null
  await happen('All sessions ended', 'owner', 'session')
  await expect.poll(() => stream.seen.ended).toBe(true)
})
