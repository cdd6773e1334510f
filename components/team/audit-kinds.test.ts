import { describe, expect, it } from 'vitest'
import { auditQuerySchema } from '@/lib/schemas/team'
import { auditApiQuery, auditHref, parseAuditFilter, type AuditFilter } from './audit-kinds'

const EMPTY: AuditFilter = { person: '', kind: '', within: '', q: '', before: null }

describe('the address of the audit page', () => {
  it.each<[Record<string, string | string[]>, Partial<AuditFilter>]>([
    [{}, {}],
    [
      { kind: 'network', within: '7d' },
      { kind: 'network', within: '7d' },
    ],
    [{ kind: 'toString', within: 'constructor' }, {}],
    [
      { before: '12', q: '  two  words ' },
      { before: 12, q: 'two  words' },
    ],
    [{ before: '-1' }, {}],
    [{ before: '1e9' }, {}],
    [{ person: ['a', 'b'] }, { person: 'a' }],
  ])('%o', (params, filter) => {
    expect(parseAuditFilter(params)).toEqual({ ...EMPTY, ...filter })
  })
  it('says a filter and reads it again', () => {
    const filter = { ...EMPTY, kind: 'token', within: '1h', q: 'a&b=c', before: 7 } as const
    const { searchParams } = new URL(auditHref(filter), 'http://x')
    expect(parseAuditFilter(Object.fromEntries(searchParams))).toEqual(filter)
    expect(auditHref(EMPTY)).toBe('/audit')
  })
})

it('asks the REST API for the same', () => {
  const query = auditApiQuery({ ...EMPTY, within: '24h', q: 'x', before: 7 }, 86_400_000)
  expect(query).toEqual({ q: 'x', from: '1970-01-01T00:00:00.000Z' })
  expect(auditQuerySchema.parse(query)).toMatchObject(query)
})
