import { cleanText } from '@/lib/server/outgoing/clean-text'

/** Products in the order they must be asked for: most browsers also name the ones they descend from. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome without a window'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]
// A user agent is anybody's text: only this much of it is looked at.
const READ_CHARS = 400
const SHOWN_CHARS = 60

function firstMatch(list: readonly (readonly [RegExp, string])[], text: string): string | null {
  return list.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** `Firefox on Linux`: what a user agent says of the device, in our words; else its own text, cleaned and cut. */
export function deviceWords(userAgent: string | null): string {
  const text = cleanText(userAgent ?? '', READ_CHARS)
  if (text === '') return 'Unknown device'
  const program = firstMatch(PROGRAMS, text)
  const system = firstMatch(SYSTEMS, text)
  if (program !== null) return system === null ? program : `${program} on ${system}`
  return system ?? cleanText(text, SHOWN_CHARS)
}
