import { expect, it, test } from 'vitest'
import { bytesUsed, keysOfLines, keysProblem, readTyped, withKeys } from './ssh-choice'

const BLOB = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
const LINE = `ssh-ed25519 ${BLOB} ada@laptop`

test.each<[string, string, object]>([
  ['a key line', ` ${LINE} `, { kind: 'key' }],
  ['an account', 'github:ada-v', { kind: 'github', account: 'ada-v' }],
  ['an account that cannot be', 'github:-ada', { kind: 'error' }],
  ['something else', 'hello', { kind: 'error' }],
  ['nothing', '', { kind: 'error' }],
])('reads %s', (_name, text, expected) => {
  expect(readTyped(text)).toMatchObject(expected)
})

it('names a key by its comment and shows its fingerprint', () => {
  expect(readTyped(LINE)).toMatchObject({
    key: {
      line: LINE,
      name: 'ada@laptop',
      fingerprint: expect.stringMatching(/^SHA256:/) as string,
    },
  })
})

it('takes a key once, whatever its comment', () => {
  const [first, again] = keysOfLines([LINE, `ssh-ed25519 ${BLOB} other`])
  if (!first || !again) throw new Error('both are keys')
  expect(withKeys([first], [again, again])).toEqual([first])
})

it('leaves out lines that are no keys', () => {
  expect(keysOfLines(['hello', LINE])).toHaveLength(1)
})

it('refuses none, and more than fit', () => {
  const [key] = keysOfLines([LINE])
  if (!key) throw new Error('it is a key')
  expect(keysProblem([])).toMatch(/at least one/)
  expect(keysProblem([key])).toBeNull()
  expect(keysProblem([key], 'github:ada-v')).toMatch(/Press Add key/)
  const many = Array.from({ length: 20 }, () => key)
  expect(bytesUsed(many)).toBe(20 * LINE.length)
  expect(keysProblem(many)).toMatch(/1500 fit/)
})
