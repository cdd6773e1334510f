// Running the world tests: in a network, a file system and a process tree of their own, all of which end with the first of them.
import { inRoot, run, runNode } from './shell.mjs'

/** What the machine lacks to build networks, one sentence each; the helper knows. */
export async function missingForWorlds() {
  const { code, output } = await runNode([inRoot('dist/prove.mjs'), '--check'])
  if (code === 0) return []
  try {
    return JSON.parse(output).missing
  } catch {
    return [`Whether this machine can build networks is not known: ${output.trim()}`]
  }
}

/** Runs Node inside a private world. The kernel ends it with this process, whatever ends this one. */
export function runWorldTests(args, options = {}) {
  const world = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  const vitest = [process.execPath, ...args, '--config', inRoot('vitest.world.config.ts')]
  return run('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...world, ...vitest], {
    ...options,
    env: { COCKPIT_PRIVATE_WORLD: '1' },
  })
}
