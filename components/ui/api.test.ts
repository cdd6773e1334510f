import { afterEach, expect, it, vi } from 'vitest'
import { api, ApiError, sentenceOf } from './api'

afterEach(() => vi.unstubAllGlobals())

function answer(status: number, body: string) {
  const fetch = vi.fn(() => Promise.resolve(new Response(status === 204 ? null : body, { status })))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

it('sends JSON and answers the parsed body', async () => {
  const fetch = answer(201, '{"id":"n1"}')
  await expect(api('POST', '/api/v1/networks', { name: 'kestrel' })).resolves.toEqual({ id: 'n1' })
  expect(fetch).toHaveBeenCalledWith(
    '/api/v1/networks',
    expect.objectContaining({ method: 'POST', body: '{"name":"kestrel"}' }),
  )
})

it('answers undefined when there is no body', async () => {
  answer(204, '')
  await expect(api('DELETE', '/api/v1/grids/1')).resolves.toBeUndefined()
})

it.each([
  [
    422,
    '{"error":{"code":"INVALID_CIDR","message":"Not a /16.","details":{"a":1}}}',
    'INVALID_CIDR',
    'Not a /16.',
  ],
  [401, '{"code":"X","message":"No."}', 'X', 'No.'],
  [401, '', 'NOT_SIGNED_IN', 'You are signed out. Sign in again and repeat it.'],
  [502, '<html>', 'BAD_ANSWER', 'The cockpit answered with status 502 and no explanation.'],
])('turns %i %s into %s', async (status, body, code, message) => {
  answer(status, body)
  const error = await api('GET', '/x').catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ code, message, status })
})

it('says so when the server is gone', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  const error = await api('GET', '/x').catch((cause: unknown) => cause)
  expect(sentenceOf(error)).toBe(
    'The cockpit did not answer. Check that it is running and try again.',
  )
})
