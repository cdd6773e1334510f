import { expect, test } from 'vitest'
import { inNamespace, run, runChecked, toolError } from './run'

const node = (script: string) => ({ program: process.execPath, args: ['-e', script] })
const failed = (stderr: string, code = 1) => ({ code, stdout: '', stderr })
const IP = { program: 'ip', args: ['link'] }

test('gives input and answers exit code and output', async () => {
  const copy = node('process.stdin.pipe(process.stdout); process.exitCode = 3')
  expect(await run(copy, { input: 'a\nb' })).toEqual({ code: 3, stdout: 'a\nb', stderr: '' })
})

test('a child gets nothing of the environment but where programs are', async () => {
  const printed = await runChecked(node('console.log(Object.keys(process.env).sort().join())'))
  expect(printed.trim()).toBe('LC_ALL,PATH')
})

test('a program that is not there is named', async () => {
  await expect(run({ program: 'no-such-program', args: [] })).rejects.toMatchObject({
    code: 'TOOL_MISSING',
    message: 'The program no-such-program is not installed.',
  })
})

test('a program that does not end is ended', async () => {
  await expect(run(node('setInterval(() => {}, 1000)'), { timeoutMs: 300 })).rejects.toMatchObject({
    code: 'TOOL_FAILED',
  })
})

test('an abort ends the program', async () => {
  const stop = new AbortController()
  const running = run(node('setInterval(() => {}, 1000)'), { signal: stop.signal })
  stop.abort()
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
})

test('an argument is never a command', async () => {
  const echo = node('console.log(process.argv[1])')
  const args = [...echo.args, '$(id); `id`']
  expect(await runChecked({ ...echo, args })).toBe('$(id); `id`\n')
})

test.each([
  ['RTNETLINK answers: Operation not permitted', 2, 'CAPABILITY_MISSING'],
  ['Cannot create namespace file "/run/netns/n": File exists', 1, 'LEFT_OVER'],
  ['Error: Unknown device type.', 2, 'TOOL_FAILED'],
  ['nsenter: failed to execute wg: No such file or directory', 127, 'TOOL_MISSING'],
])('%s means %i %s', (stderr, code, expected) => {
  expect(toolError(IP, failed(stderr, code)).code).toBe(expected)
})

test('inside a namespace the program itself is blamed', () => {
  const command = inNamespace('n-a', 'wg', ['show'])
  expect(command).toEqual({ program: 'nsenter', args: ['--net=/run/netns/n-a', 'wg', 'show'] })
  expect(toolError(command, failed('no', 127)).message).toBe('The program wg is not installed.')
  expect(inNamespace(null, 'wg', ['show'])).toEqual({ program: 'wg', args: ['show'] })
})
