import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkOrigin, ownOrigins } from './origin'

afterEach(() => vi.unstubAllEnvs())
function isOwn(env: Record<string, string>, host: string, origin: string): boolean {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    checkOrigin(new Headers({ host, origin }))
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'ORIGIN_REFUSED' })
    return false
  }
}
const EVERYWHERE = { HOST: '0.0.0.0', PORT: '4000' }
const NAMED = { COCKPIT_URL: 'https://cockpit.example', ...EVERYWHERE }

describe('an origin is ours', () => {
  it.each([
    ['with COCKPIT_URL only there', NAMED, 'cockpit.example', 'https://cockpit.example', true],
    ['with COCKPIT_URL not on loopback', NAMED, 'localhost:4000', 'http://localhost:4000', false],
    ['an address as dialled', EVERYWHERE, '192.168.1.5:4000', 'http://192.168.1.5:4000', true],
    ['an IPv6 address as dialled', EVERYWHERE, '[fd00::5]:4000', 'http://[fd00::5]:4000', true],
    [
      'another address than dialled',
      EVERYWHERE,
      '192.168.1.5:4000',
      'http://192.168.1.6:4000',
      false,
    ],
    [
      'a name that points here',
      EVERYWHERE,
      'rebound.example:4000',
      'http://rebound.example:4000',
      false,
    ],
    [
      'an address with another port',
      EVERYWHERE,
      '192.168.1.5:5000',
      'http://192.168.1.5:5000',
      false,
    ],
    [
      'an address we do not listen on',
      { PORT: '4000' },
      '192.168.1.5:4000',
      'http://192.168.1.5:4000',
      false,
    ],
  ])('%s', (_, env, host, origin, expected) => {
    expect(isOwn(env, host, origin)).toBe(expected)
  })
  it('under every loopback name of our port', () => {
    vi.stubEnv('PORT', '80')
    expect(ownOrigins(null)).toEqual(
      expect.arrayContaining(['http://127.0.0.1', 'http://localhost', 'http://[::1]']),
    )
  })
})
