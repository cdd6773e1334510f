import type { Machine } from '../engine/types'
import { waitForFirstReservation } from '../first-reservation'
import { createGridAccess } from '../grid'
import { loadIdentity } from '../identity-file'
import { startNode, type NodeHandle, type NodeOptions } from '../node'
import type { Switches } from '../worker'
import { quietLog } from '../quiet-log'
import { planFarm, type NodePlan } from './farm'
import { FARM_PLACES } from './places'

export interface SimulatedFarmOptions {
  /** base URL of the explorer */
  explorer: string
  nodes: number
  /** folder of seeds and ledgers */
  dataDir: string
  /** an owner's API token: makes farms and lets new nodes in */
  token?: string | undefined
  delayMs?: number | undefined
  failureRate?: number | undefined
  /** this many of the last nodes register once and then stay silent */
  silent?: number | undefined
  /** makes identities repeatable, for tests */
  seed?: string | undefined
  now?: (() => number) | undefined
  random?: (() => number) | undefined
  log?: ((line: string) => void) | undefined
}

/** A simulated farm that runs; its switches are for tests. */
export interface SimulatedFarm {
  nodes: readonly { nodeId: string; plan: NodePlan }[]
  /** settles when every node is registered */
  ready: () => Promise<void>
  stop: () => Promise<void>
  /** stops all nodes and starts them from what they had saved */
  restart: () => Promise<void>
  setSilent: (nodeId: string, silent: boolean) => Promise<void>
  setFailureRate: (rate: number) => void
  setDelay: (ms: number) => void
}

/** Starts simulated nodes in this process. They speak to the explorer and to nothing else. */
export async function startSimulatedFarm(options: SimulatedFarmOptions): Promise<SimulatedFarm> {
  const switches: Switches = {
    delayMs: options.delayMs ?? 0,
    failureRate: options.failureRate ?? 0,
  }
  const machines = await loadMachines(options)
  const quiet = { ...options, log: quietLog(options.log ?? (() => undefined)) }
  let running = startAll(quiet, machines, switches)

  return {
    nodes: machines.map(({ machine, plan }) => ({ nodeId: machine.identity.id, plan })),
    ready: () => Promise.all(running.nodes.map((node) => node.ready())).then(() => undefined),
    stop: () => running.stop(),
    restart: async () => {
      await running.stop()
      running = startAll(quiet, machines, switches)
    },
    setSilent: async (nodeId, silent) => {
      const node = running.nodes.find((candidate) => candidate.nodeId === nodeId)
      if (!node) throw new Error(`This farm has no node ${nodeId}.`)
      await node.setSilent(silent)
    },
    setFailureRate: (rate) => {
      switches.failureRate = rate
    },
    setDelay: (ms) => {
      switches.delayMs = ms
    },
  }
}

interface PlannedMachine {
  plan: NodePlan
  machine: Machine
}

async function loadMachines(options: SimulatedFarmOptions): Promise<PlannedMachine[]> {
  const firstSilent = options.nodes - (options.silent ?? 0)
  const plans = planFarm(options.nodes).map((plan) =>
    plan.index >= firstSilent ? { ...plan, isDown: true } : plan,
  )
  const machines: PlannedMachine[] = []
  for (const plan of plans) {
    const identity = await loadIdentity(options.dataDir, plan.index, options.seed)
    machines.push({ plan, machine: { identity, total: plan.total, reserved: plan.reserved } })
  }
  return machines
}

function startAll(
  options: SimulatedFarmOptions,
  machines: readonly PlannedMachine[],
  switches: Switches,
): { nodes: NodeHandle[]; stop: () => Promise<void> } {
  const controller = new AbortController()
  const { signal } = controller
  const farms = FARM_PLACES.filter(({ name }) =>
    machines.some(({ plan }) => plan.farmName === name),
  )
  const grid = createGridAccess({ baseUrl: options.explorer, token: options.token, farms, signal })
  const nodes = machines.map((machine) =>
    startNode({ ...nodeOptions(options, machine), grid, switches }),
  )
  const watch = waitForFirstReservation(options.explorer, signal)
    .then((nodeId) => nodes.find((node) => node.nodeId === nodeId)?.wake())
    .catch(() => undefined)
  return {
    nodes,
    stop: async () => {
      controller.abort(new Error('The farm stops.'))
      await Promise.all(nodes.map((node) => node.stop()))
      await watch
    },
  }
}

function nodeOptions(
  options: SimulatedFarmOptions,
  { machine, plan }: PlannedMachine,
): Omit<NodeOptions, 'grid' | 'switches'> {
  const { log = () => undefined } = options
  const label = `${plan.location.city} ${machine.identity.id.slice(0, 8)}`
  return {
    plan,
    machine,
    explorer: options.explorer,
    dataDir: options.dataDir,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    log: (line) => log(`${label}: ${line}`),
  }
}
