import { execFileSync } from 'node:child_process'

/**
 * Whether a program is here. Where `COCKPIT_REQUIRE` names the need (`net`, `browser`, …), its absence is an error, so that a check
 * cannot vanish silently on a machine that must run it.
 *
 * @param probe arguments with which it does nothing and succeeds
 */
export function hasProgram(
  program: string,
  need: string,
  probe: readonly string[] = ['--version'],
): boolean {
  try {
    execFileSync(program, [...probe], { stdio: 'ignore' })
    return true
  } catch {
    const required = (process.env.COCKPIT_REQUIRE ?? '').split(',').map((word) => word.trim())
    if (required.includes(need))
      throw new Error(`COCKPIT_REQUIRE names ${need}: ${program} is missing.`)
    return false
  }
}
