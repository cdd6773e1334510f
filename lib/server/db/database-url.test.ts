import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl } from './database-url'

describe('DATABASE_URL', () => {
  it.each([
    [undefined, { kind: 'sqlite', url: 'file:/d/db/cockpit.db', file: '/d/db/cockpit.db' }],
    ['file:/srv/x.db', { kind: 'sqlite', url: 'file:/srv/x.db', file: '/srv/x.db' }],
    ['file:///srv/x.db', { kind: 'sqlite', file: '/srv/x.db' }],
    ['file:./x.db', { kind: 'sqlite', file: path.resolve('x.db') }],
    ['postgres://u:p@db/cockpit', { kind: 'postgres', place: 'db' }],
    [
      'postgresql://u:p%40@db.lan:6432/c',
      { url: 'postgresql://u:p%40@db.lan:6432/c', place: 'db.lan:6432' },
    ],
    ['postgresql://u@[::1]/c', { kind: 'postgres', place: '[::1]' }],
    ['postgresql:///c?host=/run/postgresql', { kind: 'postgres', place: '/run/postgresql' }],
    ['postgresql://u@db/c?sslmode=require', { url: 'postgresql://u@db/c?sslmode=verify-full' }],
    ['postgresql://u@db/c?schema=public', { url: 'postgresql://u@db/c' }],
  ])('%s', (text, expected) => {
    expect(parseDatabaseUrl(text, '/d')).toMatchObject(expected)
  })

  it.each([
    ['mysql://u:hidden@db/c', /begins with "mysql:"/],
    ['hidden', /begins with no scheme/],
    ['postgres:hidden', /begins with "postgres:"/],
    ['postgresql://u:hidden/@db/c', /%40/],
    ['postgresql://u:hidden%zz@db/c', /%40/],
    ['postgresql://u:hidden@db', /names no database/],
    ['postgresql://u:hidden@db/', /names no database/],
    ['postgresql://u:hidden@db/c?schema=other', /another schema/],
    ['postgresql://u:hidden@db/c?sslmode=prefer', /sslmode="prefer"/],
  ])('%s is refused without showing it', (text, sentence) => {
    const said = parseDatabaseUrl(text, '/d')
    expect(said).toMatch(sentence)
    expect(said).not.toContain('hidden')
  })
})
