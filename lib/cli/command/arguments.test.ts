import { describe, expect, test } from 'vitest'
import { COMMANDS, readCommandLine, USAGE, UsageError, wordsOf } from './arguments'

describe('the command line', () => {
  test.each(COMMANDS)('help tells of %s', (command) => {
    expect(USAGE).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  })

  test('takes the five answers and options anywhere', () => {
    const line = readCommandLine([
      'up',
      '--node',
      'A',
      'ada',
      '10.40',
      '2h',
      '--node',
      'B',
      '3',
      '1',
      '--json',
    ])
    expect(wordsOf(line, ['account', 'range', 'duration', 'nodes', 'size'])).toEqual({
      account: 'ada',
      range: '10.40',
      duration: '2h',
      nodes: '3',
      size: '1',
    })
    expect(line.options).toMatchObject({ node: ['A', 'B'], json: true, plan: false })
  })

  test.each([
    [['frobnicate'], 'no command "frobnicate"'],
    [['nodes', '--into', 'x'], 'cockpit nodes has no option --into'],
    [['networks', '--yes'], 'cockpit networks has no option --yes'],
    [['nodes', '--nonsense'], 'nonsense'],
    [['up', '--name'], 'name'],
  ])('%j is refused: %s', (args, sentence) => {
    const call = () => readCommandLine(args)
    expect(call).toThrow(UsageError)
    expect(call).toThrow(sentence)
  })

  test('too few and too many words are counted', () => {
    const line = readCommandLine(['delete', 'network'])
    expect(() => wordsOf(line, ['what', 'name'])).toThrow('needs what name; 1 given')
    expect(() => wordsOf(readCommandLine(['nodes', 'x']), [])).toThrow('no further words; 1 given')
  })

  test.each([[[]], [['help']], [['--help']], [['nodes', '-h']]])('%j asks for help', (args) => {
    expect(readCommandLine(args).command).toBe('help')
  })
})
