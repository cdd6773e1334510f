import { readArguments, USAGE } from './arguments'
import { startSimulatedFarm, type SimulatedFarmOptions } from './simulated/start'

/** Ctrl-C and an ordinary kill end the daemon in order: what was decided is saved already. */
function onEnd(stop: () => void) {
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function parse(): SimulatedFarmOptions | null {
  try {
    return readArguments(process.argv.slice(2), process.env)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return null
  }
}

async function main(): Promise<number> {
  const options = parse()
  if (!options) return 2
  const farm = await startSimulatedFarm({ ...options, log: (line) => console.error(line) })
  const stopped = new Promise<void>((resolve) => onEnd(resolve))
  void farm.ready().then(() => console.log(`${farm.nodes.length} simulated nodes are registered.`))
  await stopped
  await farm.stop()
  return 0
}

void main().then((code) => process.exit(code))
