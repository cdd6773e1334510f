import { expect, test } from 'vitest'
import vectors from '@/lib/crypto/vectors/ssh-keys.json'
import { answerOf, planBodyOf, sshKeysOf, wrongAnswers, type Answers } from './answers'

const [ONE = '', TWO = ''] = vectors.keys.map(({ line }) => line)
const answers: Answers = {
  keySource: 'github',
  account: 'ada-v',
  pasted: '',
  range: '10.40',
  duration: '2d',
  nodes: 3,
  size: 1,
  nodeIds: null,
  gridId: null,
  identityId: null,
}

test.each<[Partial<Answers>, string[]]>([
  [{}, ['github:ada-v']],
  [{ account: ' github:ada-v ' }, ['github:ada-v']],
  [{ account: '  ' }, []],
  [{ keySource: 'paste', pasted: `${ONE}\r\n\n ${TWO} \n` }, [ONE, TWO]],
  [{ keySource: 'paste', pasted: '' }, []],
])('%j gives these keys', (change, keys) => {
  expect(sshKeysOf({ ...answers, ...change })).toEqual(keys)
})

test('right answers have nothing wrong', () => expect(wrongAnswers(answers)).toEqual({}))

test.each<[Partial<Answers>, string, string]>([
  [{ account: '' }, 'keys', 'Say who may log in'],
  [{ account: 'a--b' }, 'keys', 'no GitHub account'],
  [{ keySource: 'paste', pasted: 'rubbish' }, 'keys', ''],
  [{ range: '10.42' }, 'range', 'k3s gives'],
  [{ duration: '2' }, 'duration', 'Write 2h for hours or 2d for days'],
  [{ duration: ' ' }, 'duration', 'Say how long'],
])('%j is told at its answer', (change, name, words) => {
  expect(wrongAnswers({ ...answers, ...change })).toEqual({
    [name]: expect.stringContaining(words),
  })
})

test('a plan needs a range only, and leaves out what is chosen by rule', () => {
  expect(planBodyOf({ ...answers, account: '', duration: '2' })).toEqual({
    range: '10.40',
    nodes: 3,
    size: 1,
  })
  expect(planBodyOf({ ...answers, nodeIds: ['a', 'b', 'c'] })?.nodeIds).toEqual(['a', 'b', 'c'])
  expect(planBodyOf({ ...answers, gridId: 'g', identityId: 'i' })).toMatchObject({
    gridId: 'g',
    identityId: 'i',
  })
  expect(planBodyOf({ ...answers, range: 'ten' })).toBeNull()
})

test.each([
  ['TOO_FEW_NODES', {}, 'nodes'],
  ['ALREADY_EXISTS', { field: 'range' }, 'range'],
  ['ALREADY_EXISTS', { field: 'name' }, null],
  ['GITHUB_UNREACHABLE', {}, 'keys'],
  ['toString', {}, null],
])('%s %j is about %s', (code, details, name) => {
  expect(answerOf({ code, details })).toBe(name)
})
