import { execFileSync } from 'node:child_process'

/**
 * Whether a program is here. Where `COCKPIT_REQUIRE` names the need (`net`, `browser`, …), its absence is an error, so that a check
 * cannot vanish silently on a machine that must run it.
 */
export function hasProgram(program: string, need: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    const required = (process.env.COCKPIT_REQUIRE ?? '').split(',').map((word) => word.trim())
    if (required.includes(need))
      throw new Error(`COCKPIT_REQUIRE names ${need}: ${program} is missing.`)
    return false
  }
}
