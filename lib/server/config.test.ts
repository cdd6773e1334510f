import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { config } from './config'

afterEach(() => vi.unstubAllEnvs())
function configWith(values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
  return config()
}

describe('config', () => {
  it('needs nothing', () => {
    expect(
      configWith({ COCKPIT_DATA: '', COCKPIT_API_TOKEN: '', PORT: '', HOST: '' }),
    ).toMatchObject({
      dataDir: path.resolve('data'),
      database: { kind: 'sqlite', file: path.resolve('data/db/cockpit.db') },
      keysDir: path.resolve('data/keys'),
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://127.0.0.1:3000',
      isBaseUrlGiven: false,
      secret: undefined,
      apiToken: undefined,
      prove: false,
      explorerCompat: false,
    })
  })
  it.each([
    [{ HOST: '0.0.0.0', PORT: '80' }, { baseUrl: 'http://localhost:80' }],
    [{ HOST: '::1', PORT: '81' }, { baseUrl: 'http://[::1]:81' }],
    [
      { COCKPIT_URL: 'https://cockpit.lan/' },
      { baseUrl: 'https://cockpit.lan', isBaseUrlGiven: true },
    ],
    [{ COCKPIT_PROVE: '1' }, { prove: true }],
    [{ EXPLORER_COMPAT: '1' }, { explorerCompat: true }],
    [{ EXPLORER_COMPAT: 'false' }, { explorerCompat: false }],
    [{ DATABASE_URL: 'file:/srv/x.db' }, { database: { kind: 'sqlite', file: '/srv/x.db' } }],
    [{ DATABASE_URL: 'file:///srv/x.db' }, { database: { kind: 'sqlite', file: '/srv/x.db' } }],
    [{ DATABASE_URL: 'file:./x.db' }, { database: { kind: 'sqlite', file: path.resolve('x.db') } }],
    [
      { COCKPIT_OWNER_EMAIL: 'Ada@Example.com', COCKPIT_OWNER_PASSWORD: '12345678' },
      { ownerEmail: 'ada@example.com' },
    ],
  ])('reads %j', (values, expected) => {
    expect(configWith(values)).toMatchObject(expected)
  })
  it.each([
    [{ PORT: 'http' }, /PORT is a port number/],
    [{ PORT: '70000' }, /PORT is a port from 1 to 65535/],
    [{ EXPLORER_COMPAT: 'yes' }, /EXPLORER_COMPAT is 1 or 0/],
    [{ COCKPIT_URL: 'cockpit.lan' }, /COCKPIT_URL is the address people open/],
    [{ DATABASE_URL: 'mysql://u:hidden@db/cockpit' }, /DATABASE_URL begins with "mysql:"/],
    [{ COCKPIT_OWNER_EMAIL: 'ada@example.com' }, /go together/],
    [
      { COCKPIT_OWNER_EMAIL: 'ada', COCKPIT_OWNER_PASSWORD: '12345678' },
      /COCKPIT_OWNER_EMAIL is an e-mail/,
    ],
    [
      { COCKPIT_OWNER_EMAIL: 'a@example.com', COCKPIT_OWNER_PASSWORD: 'short' },
      /at least 8 characters/,
    ],
  ])('refuses %j with a sentence', (values, sentence) => {
    expect(() => configWith(values)).toThrow(sentence)
    expect(() => config()).not.toThrow('hidden')
  })
})
