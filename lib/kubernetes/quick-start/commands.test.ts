import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseNodes } from './choose-nodes'
import { quickStartCommands, shellWord, type QuickAnswers } from './commands'
import { quickStartDesign } from './design'
import { quickNode } from './testing/nodes'

const answers: QuickAnswers = {
  sshKeys: ['github:ada-v'],
  range: '10.40.0.0/16',
  duration: '2d',
  nodes: 2,
  size: 1,
}
const design = quickStartDesign({
  name: 'k3s-10-40',
  range: '10.40.0.0/16',
  size: 1,
  sshKeys: answers.sshKeys,
  choice: chooseNodes({ nodes: [quickNode('Ant'), quickNode('Ber')], count: 2, size: 1 }),
  devices: [{ id: 'laptop', name: 'laptop' }],
})
const of = (more: Partial<QuickAnswers> = {}) =>
  quickStartCommands({ ...answers, ...more }, 'http://127.0.0.1:3000', design)

describe('a word for the shell', () => {
  test.each([
    ['10.40.0.0/16', '10.40.0.0/16'],
    ['', "''"],
    ['ssh-ed25519 AAAA me@home', "'ssh-ed25519 AAAA me@home'"],
    ["it's $HOME `id`", `'it'\\''s $HOME \`id\`'`],
  ])('%j becomes %s', (text, word) => expect(shellWord(text)).toBe(word))

  test('holds any text as one word', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(readWord(shellWord(text))).toBe(text)))
  })
})

/** A shell's own reading of plain text, single quotes and `\'`. */
function readWord(word: string): string {
  let text = ''
  for (let at = 0; at < word.length; at += 1) {
    const character = word.charAt(at)
    if (character === "'") {
      const end = word.indexOf("'", at + 1)
      text += word.slice(at + 1, end)
      at = end
    } else if (character === '\\') text += word.charAt((at += 1))
    else if (/[\s$`"();&|<>*?[\]#~!{}]/.test(character)) throw new Error(`unquoted ${character}`)
    else text += character
  }
  return text
}

test('the command has the five answers in their order', () => {
  expect(of().command).toBe('npm run cockpit -- up ada-v 10.40.0.0/16 2d 2 1')
  expect(of({ sshKeys: [] }).command).toContain('up ACCOUNT 10.40')
  expect(of({ sshKeys: ['ssh-ed25519 AAAA me'] }).command).toContain("up 'ssh-ed25519 AAAA me' ")
  expect(of({ sshKeys: ['ssh-ed25519 A', 'ssh-rsa B'] }).command).toContain('up keys.pub ')
  expect(of({ name: 'lab', nodeIds: ['Ant', 'Ber'] }).command).toBe(
    'npm run cockpit -- up ada-v 10.40.0.0/16 2d 2 1 \\\n  --name lab \\\n  --node Ant \\\n  --node Ber',
  )
})

test('the API call carries them as JSON, and the token only by name', () => {
  const { curl } = of({ sshKeys: ["ssh-ed25519 AAAA ada's key"] })
  expect(curl).toContain('curl -X POST http://127.0.0.1:3000/api/v1/quick-start')
  expect(curl).toContain('"authorization: Bearer $COCKPIT_TOKEN"')
  const body = readWord(curl.slice(curl.indexOf(' -d ') + 4))
  expect(JSON.parse(body)).toEqual({ ...answers, sshKeys: ["ssh-ed25519 AAAA ada's key"] })
})

test('tfuser gets the same network and machines, with a duration nobody misreads', () => {
  const { network } = design
  const port = (index: number) => network.resources[index]?.listenPort
  expect(of().tfuser).toBe(
    [
      'tfuser generate --schema network.json network create --name k3s-10-40 --cidr 10.40.0.0/16',
      `tfuser generate --schema network.json network add-node --node Ant --subnet 10.40.2.0/24 --port ${port(0)}`,
      `tfuser generate --schema network.json network add-node --node Ber --subnet 10.40.3.0/24 --port ${port(1)}`,
      'tfuser generate --schema network.json network add-access --node Ant --subnet 10.40.245.0/24 --ip4 > wg.conf',
      'tfuser provision --schema network.json --duration 48h0m0s --seed user.seed \\',
      '  --node Ant \\',
      '  --node Ber',
      'tfuser generate --schema kube1.json kubernetes --size 1 --network-id k3s-10-40 --ip 10.40.2.2 \\',
      '  --secret "$CLUSTER_SECRET" --node Ant \\',
      '  --ssh-keys github:ada-v',
      'tfuser provision --schema kube1.json --duration 48h0m0s --seed user.seed --node Ant',
      'tfuser generate --schema kube2.json kubernetes --size 1 --network-id k3s-10-40 --ip 10.40.3.2 --master-ips 10.40.2.2 \\',
      '  --secret "$CLUSTER_SECRET" --node Ber \\',
      '  --ssh-keys github:ada-v',
      'tfuser provision --schema kube2.json --duration 48h0m0s --seed user.seed --node Ber',
    ].join('\n'),
  )
  expect(quickStartCommands(answers, 'http://c', null).tfuser).toBeNull()
})
