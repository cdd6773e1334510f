import { expect, test } from 'vitest'
import { readArguments } from './arguments'
import { quietLog } from './quiet-log'

const given = [
  '--engine',
  'simulated',
  '--explorer',
  'http://127.0.0.1:3000/explorer',
  '--data',
  'd',
]

test('the command line, with its defaults and the token from the environment', () => {
  expect(readArguments(given, { NODED_TOKEN: 'secret' })).toEqual({
    explorer: 'http://127.0.0.1:3000/explorer',
    dataDir: 'd',
    nodes: 24,
    delayMs: 0,
    failureRate: 0,
    silent: 0,
    seed: undefined,
    token: 'secret',
  })
  const more = [
    '--nodes',
    '3',
    '--delay',
    '50',
    '--failure-rate',
    '0.5',
    '--silent',
    '1',
    '--seed',
    's',
  ]
  expect(readArguments([...given, ...more], {})).toMatchObject({
    nodes: 3,
    delayMs: 50,
    failureRate: 0.5,
    silent: 1,
    seed: 's',
    token: undefined,
  })
})

test.each([
  [[], '--engine simulated'],
  [['--engine', 'linux'], '--engine simulated'],
  [['--engine', 'simulated', '--data', 'd'], '--explorer'],
  [['--engine', 'simulated', '--data', 'd', '--explorer', 'file:///x'], '--explorer'],
  [['--engine', 'simulated', '--explorer', 'http://x'], '--data'],
  [[...given, '--nodes', '0'], '--nodes'],
  [[...given, '--nodes', 'many'], '--nodes'],
  [[...given, '--failure-rate', '2'], '--failure-rate'],
  [[...given, '--silent', '25'], '--silent'],
  [[...given, '--colour'], '--colour'],
])('%j is refused and named', (args, named) => {
  expect(() => readArguments(args, {})).toThrow(named)
})

test('the same news is told once a minute', () => {
  const lines: string[] = []
  let now = 0
  const log = quietLog(
    (line) => lines.push(line),
    () => now,
  )
  log('Ghent: away')
  log('Vienna: away')
  now = 30_000
  log('Ghent: away')
  log('Ghent: back')
  now = 61_000
  log('Ghent: away')
  expect(lines).toEqual(['Ghent: away', 'Ghent: back', 'Ghent: away'])
})
