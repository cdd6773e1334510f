import type { RequestListener } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import vectors from '@/lib/crypto/vectors/ssh-keys.json'
import type { Actor } from '@/lib/server/auth/actor'
import { serve, type TestServer } from '@/lib/server/outgoing/testing/serve'
import { fetchGithubKeys } from './github'
import { resolveSshKeys } from './resolve'

const actor: Actor = { kind: 'session', userId: 'u', name: 'Ada', email: null, role: 'designer' }
const [ONE = '', TWO = ''] = vectors.keys.map(({ line }) => line)
let server: TestServer | undefined
afterEach(async () => {
  vi.unstubAllEnvs()
  await server?.close()
  server = undefined
})

/** A GitHub of our own; answers the paths it was asked for. */
async function github(handler: RequestListener): Promise<string[]> {
  const asked: string[] = []
  server = await serve((request, response) => {
    asked.push(request.url ?? '')
    handler(request, response)
  })
  vi.stubEnv('COCKPIT_GITHUB_URL', `${server.url}/`)
  return asked
}
const publishes = (text: string) => github((_, response) => void response.end(text))

test('lines stay, accounts become their keys, none twice', async () => {
  const asked = await publishes(`${ONE}\n${TWO}\n`)
  const lines = await resolveSshKeys(actor, [`  ${TWO} `, 'github:ada-1', TWO])
  expect(lines).toEqual([TWO, ONE])
  expect(asked).toEqual(['/ada-1.keys'])
})

test('nothing is fetched for lines, nor when one input is refused', async () => {
  const asked = await publishes(ONE)
  expect(await resolveSshKeys(actor, [ONE])).toEqual([ONE])
  await expect(resolveSshKeys(actor, ['github:ada', 'rubbish'])).rejects.toMatchObject({
    code: 'SSH_KEY_INVALID',
  })
  expect(asked).toEqual([])
})

test('a viewer may not', async () => {
  await expect(resolveSshKeys({ ...actor, role: 'viewer' }, [ONE])).rejects.toMatchObject({
    code: 'ACCESS_DENIED',
  })
})

test('hostile lines are dropped and counted', async () => {
  await publishes(
    [ONE, '<script>', vectors.refused.dsa, `command="x" ${TWO}`, `\u001b[2J`, ''].join('\n'),
  )
  const found = await fetchGithubKeys('ada')
  expect(found).toMatchObject({ account: 'ada', dropped: 4 })
  expect(found.keys.map(({ line }) => line)).toEqual([ONE])
})

test.each([
  ['', 'publishes no SSH key'],
  ['rubbish\nmore', 'None of the 2 keys'],
])('none usable is a sentence: %j', async (text, sentence) => {
  await publishes(text)
  const wish = resolveSshKeys(actor, ['github:ada'])
  await expect(wish).rejects.toMatchObject({ code: 'SSH_KEYS_NOT_FOUND' })
  await expect(wish).rejects.toThrow(sentence)
})

test.each([
  [404, 'SSH_KEYS_NOT_FOUND', 'no account ada'],
  [429, 'GITHUB_BAD_ANSWER', 'status 429'],
  [302, 'GITHUB_BAD_ANSWER', 'redirects'],
] as const)('status %i', async (status, code, sentence) => {
  await github((_, response) => {
    response.writeHead(status, { location: 'http://169.254.169.254/' })
    response.end(ONE)
  })
  const wish = resolveSshKeys(actor, ['github:ada'])
  await expect(wish).rejects.toMatchObject({ code })
  await expect(wish).rejects.toThrow(sentence)
})

test('an endless answer is cut off', async () => {
  await publishes(`${ONE}\n`.repeat(6_000))
  await expect(resolveSshKeys(actor, ['github:ada'])).rejects.toThrow('more than 256 KiB')
})

test('nobody there, and giving up', async () => {
  await publishes(ONE)
  const { url } = server as TestServer
  await server?.close()
  await expect(resolveSshKeys(actor, ['github:ada'])).rejects.toMatchObject({
    code: 'GITHUB_UNREACHABLE',
  })
  vi.stubEnv('COCKPIT_GITHUB_URL', url)
  const wish = resolveSshKeys(actor, ['github:ada'], AbortSignal.abort())
  await expect(wish).rejects.toThrow('was stopped')
})

test('an address nothing may dial is refused', async () => {
  vi.stubEnv('COCKPIT_GITHUB_URL', 'http://169.254.169.254')
  await expect(resolveSshKeys(actor, ['github:ada'])).rejects.toThrow('link-local')
})
