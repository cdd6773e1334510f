import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { readRequest, watchCaller } from './request'

const request = {
  network: { name: 'x', ipRange: '10.42.0.0/16', resources: [], accessPoints: [] },
  mode: 'safe',
}
const stream = (...chunks: string[]) => {
  const input = new PassThrough()
  for (const chunk of chunks) input.write(chunk)
  return input
}

test('a request ends with its line, whatever comes in pieces', async () => {
  const text = `${JSON.stringify(request)}\n`
  expect(await readRequest(stream(text.slice(0, 20), text.slice(20)))).toEqual(request)
})

test('a request ends with the input', async () => {
  const input = stream(JSON.stringify(request))
  input.end()
  expect(await readRequest(input)).toEqual(request)
})

test.each(['', 'hello\n', '{"network":\n', '[]\n'])('%j is refused', async (text) => {
  const input = stream(text)
  input.end()
  await expect(readRequest(input)).rejects.toThrow()
})

test('an end of input that comes with the request belongs to it, a later one does not', async () => {
  const [early, late] = [vi.fn(), vi.fn()]
  const [first, second] = [stream(), stream()]
  watchCaller(first, early)
  watchCaller(second, late)
  first.end()
  await pause(1100)
  expect(early).not.toHaveBeenCalled()
  second.end()
  await vi.waitFor(() => expect(late).toHaveBeenCalledOnce())
})
