import { afterEach, describe, expect, it, vi } from 'vitest'
import { resolveTarget } from './target'

const WHO = 'The grid “test”'
const to = (...addresses: string[]) =>
  vi.fn(async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )

afterEach(() => vi.unstubAllEnvs())

describe('resolveTarget', () => {
  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.org',
    'http://user@example.org/',
    'http://user:word@example.org/',
    'http://169.254.169.254/latest',
    'http://0/',
    'http://[fe80::1]/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://2852039166/',
    'http://[::ffff:169.254.169.254]/',
  ])('refuses %s', async (url) => {
    await expect(resolveTarget(WHO, url, { resolve: to('203.0.113.1') })).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      details: { sent: false },
    })
  })

  it('refuses a name when any of its addresses is refused', async () => {
    const resolve = to('203.0.113.1', '169.254.169.254')
    await expect(resolveTarget(WHO, 'http://rebind.example', { resolve })).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
    })
  })

  it('resolves once and answers what it checked', async () => {
    const resolve = to('203.0.113.1', '2001:db8::1')
    const target = await resolveTarget(WHO, 'http://grid.example:8080/base', { resolve })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(target.addresses).toEqual([
      { address: '203.0.113.1', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ])
  })

  it('refuses our own listener by loopback, by name and by public address', async () => {
    vi.stubEnv('PORT', '4555')
    vi.stubEnv('COCKPIT_URL', 'https://cockpit.example')
    for (const [url, resolve] of [
      ['http://127.0.0.1:4555/explorer', to()],
      ['http://[::1]:4555', to()],
      ['http://elsewhere.example:4555', to('127.0.0.1')],
      ['https://cockpit.example/explorer', to('203.0.113.1')],
    ] as const)
      await expect(resolveTarget(WHO, url, { resolve })).rejects.toMatchObject({
        code: 'TARGET_REFUSED',
      })
  })

  it('lets only the embedded explorer reach our own listener', async () => {
    vi.stubEnv('PORT', '4555')
    const target = await resolveTarget(WHO, 'http://127.0.0.1:4555/explorer', { isEmbedded: true })
    expect(target.addresses).toEqual([{ address: '127.0.0.1', family: 4 }])
  })

  it('allows another port of this machine: a self-hosted explorer may run beside us', async () => {
    vi.stubEnv('PORT', '4555')
    await expect(resolveTarget(WHO, 'http://127.0.0.1:8080')).resolves.toBeDefined()
  })
})
