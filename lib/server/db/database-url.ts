import path from 'node:path'

/** Where the database is. `url` also tells two databases apart; it may hold a password, so it is never printed. */
export type DatabaseAddress =
  { kind: 'sqlite'; url: string; file: string } | { kind: 'postgres'; url: string; place: string }

const SSL_MODES = new Map([
  ['disable', 'disable'],
  ['no-verify', 'no-verify'],
  // The driver checks the certificate and its name in all of these, and warns of the first two for being unclear.
  ['require', 'verify-full'],
  ['verify-ca', 'verify-full'],
  ['verify-full', 'verify-full'],
])

const EXAMPLE = 'postgresql://cockpit:PASSWORD@db.lan:5432/cockpit'

function parsePostgres(text: string): DatabaseAddress | string {
  let url: URL
  try {
    url = new URL(text)
    decodeURIComponent(url.username + url.password + url.pathname)
  } catch {
    return `DATABASE_URL cannot be read as an address; characters such as @, / and % in the password are written as %40, %2F and %25. It looks like ${EXAMPLE}.`
  }
  if (url.pathname.length < 2)
    return `DATABASE_URL names no database; it ends with the name, such as ${EXAMPLE}.`
  const schema = url.searchParams.get('schema')
  if (schema !== null && schema !== 'public')
    return 'DATABASE_URL names another schema than public; give the cockpit a database of its own.'
  url.searchParams.delete('schema')
  const mode = url.searchParams.get('sslmode')
  if (mode !== null) {
    const known = SSL_MODES.get(mode)
    if (known === undefined)
      return `DATABASE_URL has sslmode=${JSON.stringify(mode.slice(0, 20))}; choose disable, no-verify or verify-full.`
    url.searchParams.set('sslmode', known)
  }
  const host = url.hostname || url.searchParams.get('host') || 'localhost'
  const place = url.port === '' ? host : `${host}:${url.port}`
  return { kind: 'postgres', url: url.href, place }
}

/**
 * What DATABASE_URL says, or a sentence about what is wrong with it. The sentence shows nothing of a password.
 *
 * @param text absent: the file in the data folder
 */
export function parseDatabaseUrl(
  text: string | undefined,
  dataDir: string,
): DatabaseAddress | string {
  if (text === undefined || text.startsWith('file:')) {
    const file =
      text === undefined
        ? path.join(dataDir, 'db', 'cockpit.db')
        : path.resolve(text.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))
    return { kind: 'sqlite', url: `file:${file}`, file }
  }
  if (/^postgres(ql)?:\/\//.test(text)) return parsePostgres(text)
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):/i.exec(text)?.[1]
  const begin = scheme === undefined ? 'no scheme' : `"${scheme}:"`
  return `DATABASE_URL begins with ${begin}. Leave it out, or give file:/path/to/cockpit.db or ${EXAMPLE}.`
}
