import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from './client'
import { withTempDatabase, type TempDatabase } from './testing/temp-db'

let temp: TempDatabase
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())

it('is one client per process', () => {
  expect(db()).toBe(temp.db)
})

it('enforces foreign keys and undoes a failed transaction', async () => {
  const orphan = db().identity.create({
    data: { name: 'x', publicId: 'x', sealedSeed: 'x', ownerId: 'nobody' },
  })
  await expect(orphan).rejects.toMatchObject({ code: 'P2003' })
  const failing = db().$transaction(async (tx) => {
    await tx.setting.create({ data: { key: 'b', value: '1' } })
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await db().setting.findUnique({ where: { key: 'b' } })).toBeNull()
})

it('says which of two like rows may not be', async () => {
  const twice = () => db().setting.create({ data: { key: 'one', value: '1' } })
  await twice()
  await expect(twice()).rejects.toMatchObject({ code: 'P2002' })
  await expect(
    db().setting.update({ where: { key: 'none' }, data: { value: '2' } }),
  ).rejects.toMatchObject({ code: 'P2025' })
})

it('never loses an increment that is read and written, inside a transaction or not', async () => {
  await db().setting.create({ data: { key: 'sum', value: '0' } })
  const add = () =>
    db().$transaction(async (tx) => {
      const row = await tx.setting.findUniqueOrThrow({ where: { key: 'sum' } })
      await tx.setting.update({
        where: { key: 'sum' },
        data: { value: `${Number(row.value) + 1}` },
      })
    })
  const touch = (index: number) =>
    db().setting.upsert({
      where: { key: `touch ${index % 3}` },
      create: { key: `touch ${index % 3}`, value: '' },
      update: { value: `${index}` },
    })
  const works = Array.from({ length: 40 }, (_, index) => [add(), touch(index)])
  await Promise.all(works.flat())
  expect((await db().setting.findUnique({ where: { key: 'sum' } }))?.value).toBe('40')
  expect(await db().setting.count({ where: { key: { startsWith: 'touch' } } })).toBe(3)
})

it('stores a text with a NUL character, and finds it by the same text', async () => {
  const key = 'nul \0 and \u{1F600}'
  await db().setting.create({ data: { key, value: `a\0b` } })
  const found = await db().setting.findUnique({ where: { key } })
  expect(found).toMatchObject({ key: 'nul \uFFFD and \u{1F600}', value: 'a\uFFFDb' })
  expect(await db().setting.count({ where: { key: { in: [key, 'other'] } } })).toBe(1)
  await db().setting.updateMany({ where: { key }, data: { value: '\0' } })
  expect((await db().setting.findUnique({ where: { key } }))?.value).toBe('\uFFFD')
})

it('compares and sorts texts by their bytes', async () => {
  const values = ['a', 'B', 'Z', 'b', '_', '-', 'é', 'e', '\u{10000}', '\uFFFD', '']
  await db().setting.createMany({
    data: values.map((value) => ({ key: `sort:${value}`, value })),
  })
  const rows = await db().setting.findMany({
    where: { key: { gte: 'sort:', lt: 'sort;' } },
    orderBy: { value: 'asc' },
  })
  const inBytes = [...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  expect(rows.map(({ value }) => value)).toEqual(inBytes)
})

it('keeps milliseconds and large numbers, and finds rows by them', async () => {
  const at = new Date('2026-11-22T10:20:30.457Z')
  const row = { at, kind: 'grid', subjectId: 'g', message: 'm' }
  await db().event.createMany({ data: [row, { ...row, at: new Date(at.getTime() + 1) }] })
  const found = await db().event.findMany({ where: { at: { gt: at } } })
  expect(found.map((event) => event.at.toISOString())).toEqual(['2026-11-22T10:20:30.458Z'])
  const large = BigInt(Number.MAX_SAFE_INTEGER)
  await db().rateLimit.create({ data: { id: 'r', key: 'r', count: 1, lastRequest: large } })
  expect((await db().rateLimit.findFirst({ where: { lastRequest: large } }))?.id).toBe('r')
})

it('only ever adds to the events', async () => {
  const data = { kind: 'grid', subjectId: 'kept', message: 'm' }
  const { id } = await db().event.create({ data })
  await expect(db().event.delete({ where: { id } })).rejects.toThrow()
  await expect(db().event.updateMany({ data: { message: 'x' } })).rejects.toThrow()
  expect((await db().event.findUnique({ where: { id } }))?.message).toBe('m')
})
