import { parseArgs } from 'node:util'
import type { SimulatedFarmOptions } from './simulated/start'

/** How the daemon is called. */
export const USAGE = `noded --engine simulated --explorer URL --data DIR [options]

  --engine simulated     nodes that check and answer, and build nothing
  --explorer URL         base URL of the explorer, such as http://127.0.0.1:3000/explorer
  --data DIR             folder of seeds and ledgers, kept between starts
  --nodes N              how many nodes, 1 to 1000 (24)
  --delay MS             wait before each answer (0)
  --failure-rate R       share of good reservations answered with an error, 0 to 1 (0)
  --silent N             this many nodes register once and stay silent (0)
  --seed TEXT            repeatable identities, for tests

NODED_TOKEN              an owner's API token; needed once, to make farms and let new nodes in`

/** The command line as options; a mistake is an Error whose message is for the terminal. */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SimulatedFarmOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string' },
      explorer: { type: 'string' },
      data: { type: 'string' },
      nodes: { type: 'string', default: '24' },
      delay: { type: 'string', default: '0' },
      'failure-rate': { type: 'string', default: '0' },
      silent: { type: 'string', default: '0' },
      seed: { type: 'string' },
    },
  })
  if (values.engine !== 'simulated')
    throw new Error('Say --engine simulated: it is the only engine so far.')
  if (!values.data) throw new Error('Say where to keep seeds and ledgers: --data DIR.')
  const nodes = number('--nodes', values.nodes, 1, 1000)
  return {
    explorer: explorerUrl(values.explorer),
    dataDir: values.data,
    nodes: Math.trunc(nodes),
    delayMs: number('--delay', values.delay, 0, 3_600_000),
    failureRate: number('--failure-rate', values['failure-rate'], 0, 1),
    silent: Math.trunc(number('--silent', values.silent, 0, nodes)),
    seed: values.seed,
    token: env.NODED_TOKEN || undefined,
  }
}

function explorerUrl(text: string | undefined): string {
  if (!text || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error('Say which explorer: --explorer http://127.0.0.1:3000/explorer.')
  return text
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new Error(`${name} is "${text}" and must be a number from ${min} to ${max}.`)
}
