import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64, utf8, concatBytes, fromBase64 } from './encoding'
import { isGithubInput, parseGithubAccount } from './github-account'
import { MAX_SSH_KEY_CHARS } from './ssh-key-line'
import { parseSshPublicKey } from './ssh-keys'
import { parseSshKeyInput } from './ssh-keys-input'
import vectors from './vectors/ssh-keys.json'

const ED = vectors.keys.find(({ name }) => name === 'ed25519')?.line ?? ''
const [ED_TYPE = '', ED_BLOB = ''] = ED.split(' ')

/** A key's wire form from its parts. */
function wire(...parts: readonly Uint8Array[]): string {
  const withLength = parts.map((part) => {
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, part.length)
    return concatBytes(length, part)
  })
  return toBase64(concatBytes(...withLength))
}
const bytes = (length: number, value = 1) => new Uint8Array(length).fill(value)

test('there are keys of every type', () => {
  expect(new Set(vectors.keys.map(({ line }) => line.split(' ')[0]))).toEqual(
    new Set([
      'ssh-ed25519',
      'ssh-rsa',
      'ecdsa-sha2-nistp256',
      'ecdsa-sha2-nistp384',
      'ecdsa-sha2-nistp521',
      'sk-ssh-ed25519@openssh.com',
      'sk-ecdsa-sha2-nistp256@openssh.com',
    ]),
  )
})

describe.each(vectors.keys)('$name', ({ line, printed }) => {
  test('is read as ssh-keygen prints it', () => {
    const key = parseSshPublicKey(line)
    const [, bits, fingerprint, comment] = /^(\d+) (\S+) (.*) \(/.exec(printed) ?? []
    expect(key).toMatchObject({ bits: Number(bits), fingerprint, line })
    expect(key.comment || 'no comment').toBe(comment)
  })

  test('is refused when cut off anywhere', () => {
    const [type = '', blob = ''] = line.split(' ')
    const all = fromBase64(blob)
    for (const length of [0, 3, 4, 10, all.length - 33, all.length - 1])
      expect(() => parseSshPublicKey(`${type} ${toBase64(all.subarray(0, length))}`)).toThrow(
        expect.objectContaining({ code: 'SSH_KEY_INVALID' }),
      )
  })
})

test('is normalised to single spaces', () => {
  const key = parseSshPublicKey(`  ${ED_TYPE} \t ${ED_BLOB}   ada   at  home \n`)
  expect(key.line).toBe(`${ED_TYPE} ${ED_BLOB} ada at home`)
  expect(key.comment).toBe('ada at home')
})

const PRIVATE = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END'
test.each([
  ['nothing', '  ', 'is empty'],
  ['an unknown type', `ssh-foo ${ED_BLOB}`, 'known type'],
  ['a name of Object', `constructor ${ED_BLOB}`, 'known type'],
  ['a DSA key', vectors.refused.dsa, 'DSA'],
  ['a private key', PRIVATE, 'private key'],
  ['a private key on one line', PRIVATE.replaceAll('\n', ' '), 'private key'],
  ['a PuTTY private key', 'PuTTY-User-Key-File-3: ssh-ed25519', 'private key'],
  ['a certificate', `ssh-ed25519-cert-v01@openssh.com ${ED_BLOB}`, 'certificate'],
  ['options before the key', `command=ls,no-pty ${ED}`, 'options stand before'],
  ['quoted options', `command="ls" ${ED}`, 'quote'],
  ['a quote in the comment', `${ED} "x`, 'quote'],
  ['a backslash', `${ED} \\x`, 'backslash'],
  ['two lines', `${ED}\n${ED}`, 'several lines'],
  ['a line break in the comment', `${ED} a\rb`, 'several lines'],
  ['an escape character', `${ED} \u001b[31m`, 'cannot be seen'],
  ['text that turns its direction', `${ED} \u202eabc`, 'cannot be seen'],
  ['no key', ED_TYPE, 'cut off'],
  ['a key that is no base64', `${ED_TYPE} AAAA*AAA`, 'not base64'],
  ['missing padding', `${ED_TYPE} ${ED_BLOB.slice(0, -1)}`, 'not base64'],
  ['another type inside', `ssh-rsa ${ED_BLOB}`, 'another type'],
  ['too much inside', `${ED_TYPE} ${wire(utf8(ED_TYPE), bytes(32), bytes(1))}`, 'follows behind'],
  ['an ed25519 key of 31 bytes', `${ED_TYPE} ${wire(utf8(ED_TYPE), bytes(31))}`, 'cut off'],
  [
    'an RSA key of 768 bits',
    `ssh-rsa ${wire(utf8('ssh-rsa'), bytes(3), bytes(96, 255))}`,
    '768 bits',
  ],
  ['an RSA key of zero', `ssh-rsa ${wire(utf8('ssh-rsa'), bytes(3), bytes(96, 0))}`, 'cut off'],
  [
    'a point of another curve',
    `ecdsa-sha2-nistp256 ${wire(utf8('ecdsa-sha2-nistp256'), utf8('nistp384'), bytes(65, 4))}`,
    'no point',
  ],
  ['too long a line', `${ED} ${'x'.repeat(MAX_SSH_KEY_CHARS)}`, 'longer than'],
])('refuses %s', (_, line, reason) => {
  const parse = () => parseSshPublicKey(line)
  expect(parse).toThrow(expect.objectContaining({ code: 'SSH_KEY_INVALID' }))
  expect(parse).toThrow(reason)
})

test('no sentence repeats what was pasted', () => {
  expect.assertions(2)
  for (const text of [PRIVATE, 'hunter2-the-password'])
    try {
      parseSshPublicKey(text)
    } catch (error) {
      expect(String(error)).not.toMatch(/b3BlbnNz|hunter2/)
    }
})

test('any text is read or refused with a sentence', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.uint8Array().map((blob) => `${ED_TYPE} ${toBase64(blob)}`),
        fc.uint8Array().map((rest) => `ssh-rsa ${wire(utf8('ssh-rsa'), rest)}`),
      ),
      (text) => {
        try {
          expect(parseSshPublicKey(text).line).not.toMatch(/["\r\n]/)
        } catch (error) {
          expect(error).toMatchObject({ code: 'SSH_KEY_INVALID' })
        }
      },
    ),
  )
})

test.each(['github:ada', 'GitHub: Ada-Lovelace', ' github:a'])('%s names an account', (text) => {
  expect(isGithubInput(text)).toBe(true)
  expect(parseSshKeyInput(text)).toEqual({ kind: 'github', account: parseGithubAccount(text) })
})

test.each([
  'github:',
  'github:-ada',
  'github:ada-',
  'github:a--b',
  'github:a/../b',
  'github:a.b',
  'github:a b',
  'github:ada?x=1',
  'github:ada%2f',
  'github:ädä',
  `github:${'a'.repeat(40)}`,
])('%s names none', (text) => {
  expect(() => parseSshKeyInput(text)).toThrow(
    expect.objectContaining({ code: 'SSH_ACCOUNT_INVALID' }),
  )
})

test('a line is a line', () => {
  expect(isGithubInput(ED)).toBe(false)
  expect(parseSshKeyInput(ED)).toMatchObject({ kind: 'line', key: { line: ED } })
})
