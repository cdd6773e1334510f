// Running the world tests: in networks, file systems and process trees of their own, each of which ends with the first process in it.
import { inRoot, run, runNode } from './shell.mjs'

const WORLD = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
/** Mostly waiting for what should not answer, so they run beside the rest, in a world apart: the rest looks for traces. */
const MATRICES = ['lib/linux/prove/truth.world.test.ts', 'lib/linux/prove/safe.world.test.ts']

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

/**
 * Runs all world tests, or those whose file names hold one of the words. What they print comes when they are done.
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runWorldTests(words = []) {
  const groups =
    words.length > 0 ? [words] : [MATRICES, MATRICES.flatMap((file) => ['--exclude', file])]
  const ended = await Promise.all(groups.map(inWorld))
  return {
    code: Math.max(...ended.map(({ code }) => code)),
    output: ended.map(({ output }) => output).join('\n'),
  }
}

/** The kernel ends a world with this process, whatever ends this one. */
function inWorld(args) {
  const config = ['--config', inRoot('vitest.world.config.ts')]
  const vitest = [inRoot('lib/cli/steps/world-inside.mjs'), 'run', ...config, ...args]
  return run('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...WORLD, process.execPath, ...vitest], {
    env: { COCKPIT_PRIVATE_WORLD: '1' },
  })
}
