import { expect, test } from 'vitest'
import { connectSteps } from './connect-commands'

const context = { fileName: 'kestrel-ada.conf', pingAddress: '10.40.1.1' }
const commands = (platform: Parameters<typeof connectSteps>[0], with_ = context) =>
  connectSteps(platform, with_).steps.flatMap((step) => ('command' in step ? [step.command] : []))

test.each([
  ['linux', 'sudo wg-quick up kestrel-ada'],
  ['macos', 'sudo wg-quick up ./kestrel-ada.conf'],
  ['windows', 'ping -n 3 10.40.1.1'],
] as const)('%s: %s', (platform, command) => {
  expect(commands(platform)).toContain(command)
})

test('a phone needs no command', () => {
  expect(commands('phone')).toEqual([])
})

test('nothing but plain characters reaches a command', () => {
  const hostile = { fileName: 'a;$(reboot) b.conf', pingAddress: '1.2.3.4; rm -rf ~' }
  for (const command of commands('linux', hostile)) expect(command).not.toMatch(/[;$()~]/)
})
