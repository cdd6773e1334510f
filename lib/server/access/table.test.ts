import { describe, expect, it } from 'vitest'
import { ACCESS, STATIC_ASSETS, type Access } from './table'
import { builtEntries, publicFiles, serverActionFiles, sourceEntries } from './testing/entries'

const rows: Record<string, Access> = ACCESS
const entries = sourceEntries()
const built = builtEntries()

function isOpen(key: string): boolean {
  return rows[key] === 'public' || rows[key] === 'explorer'
}
/** Quoted as a regular expression, in single or double quotes or back ticks. */
function quoted(key: string): string {
  return `['"\`]${key.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}['"\`]`
}

describe('the access table', () => {
  it('finds the entries of the app', () => {
    const keys = entries.map(({ key }) => key)
    expect(keys).toContain('GET /api/v1/health')
    expect(keys).toContain('PATCH /api/v1/identities/[id]')
    expect(keys).toContain('LAYOUT /')
  })

  it('has a row for every page, route method and layout in app/', () => {
    // a layout below a guarded page's address loads nothing by itself unless it says so with pageActor
    const missing = entries.filter(({ key, text }) =>
      key.startsWith('LAYOUT ') ? !(key in rows) && /lib\/server/.test(text) : !(key in rows),
    )
    expect(missing.map(({ key }) => key)).toEqual([])
  })

  it('is what each guarded route and page asks, under its own name', () => {
    const unguarded = entries.filter(({ key, text }) => {
      if (isOpen(key) || !(key in rows)) return false
      const guard = /^(PAGE|LAYOUT) /.test(key) ? 'pageActor' : 'route'
      return !new RegExp(String.raw`\b${guard}\(\s*${quoted(key)}`).test(text)
    })
    expect(unguarded.map(({ key }) => key)).toEqual([])
  })

  it('has no server actions to guard', () => {
    expect(serverActionFiles()).toEqual([])
  })

  it('lists every public file', () => {
    expect(publicFiles().filter((file) => !STATIC_ASSETS.includes(file))).toEqual([])
  })

  it.runIf(built !== null)('has a row for every entry of the built app', () => {
    const paths = new Set(Object.keys(rows).map((key) => key.replace(/^\S+ /, '')))
    const missing = (built ?? []).filter(({ kind, address }) =>
      kind === 'page'
        ? !(`PAGE ${address}` in rows)
        : !paths.has(address) && !STATIC_ASSETS.includes(address),
    )
    expect(missing).toEqual([])
  })

  it('opens nothing to strangers but health, set-up, sign-in and the explorer', () => {
    const open = Object.keys(rows).filter(isOpen)
    expect(open.filter((key) => !key.includes('/explorer/')).sort()).toEqual([
      'GET /api/auth/[...all]',
      'GET /api/v1/health',
      'GET /api/v1/ready',
      'LAYOUT /',
      'PAGE /_global-error',
      'PAGE /_not-found',
      'PAGE /join',
      'PAGE /setup',
      'PAGE /sign-in',
      'POST /api/auth/[...all]',
      'POST /api/v1/invitations/accept',
      'POST /api/v1/invitations/check',
      'POST /api/v1/setup',
    ])
  })
})
