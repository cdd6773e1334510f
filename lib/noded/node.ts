import { toHex } from '@/lib/crypto/encoding'
import type { Machine } from './engine/types'
import { createExplorerClient, type ExplorerClient } from './explorer-client'
import { isForgotten } from './forgotten'
import type { Grid, GridAccess } from './grid'
import { loadLedger, saveLedger } from './ledger-file'
import { buildReport, DAEMON_VERSION } from './report'
import { pollLoop } from './poll-loop'
import type { NodePlan } from './simulated/farm'
import { pause, retry } from './timing'
import { createReporter } from './reporter'
import { createWorker, type Switches } from './worker'

const REPORT_MS = 20_000
const TICK_MS = 1_000

export interface NodeOptions {
  plan: NodePlan
  machine: Machine
  explorer: string
  dataDir: string
  grid: GridAccess
  switches: Readonly<Switches>
  now: () => number
  random: () => number
  log: (line: string) => void
}

/** One node of the daemon: started, silenced, woken, stopped. */
export interface NodeHandle {
  readonly nodeId: string
  readonly plan: NodePlan
  /** settles when the node is registered and polls */
  ready: () => Promise<void>
  /** a silent node sends nothing at all, as if its power were cut */
  setSilent: (silent: boolean) => Promise<void>
  /** looks at everything of this node at once */
  wake: () => void
  stop: () => Promise<void>
}

interface Session {
  controller: AbortController
  done: Promise<void>
}

/** Starts a node. It goes on through failures of the explorer until it is stopped. */
export function startNode(options: NodeOptions): NodeHandle {
  const startedAt = options.now()
  let readyNow: () => void = () => undefined
  let ready = new Promise<void>((resolve) => (readyNow = resolve))
  let wakeUp: () => void = () => undefined
  let session: Session | null = null

  function begin() {
    const controller = new AbortController()
    const { signal } = controller
    const done = live(options, {
      signal,
      startedAt,
      isReady: () => readyNow(),
      onWake: (wake) => (wakeUp = wake),
    })
    session = {
      controller,
      done: done.catch((error: unknown) => reportCrash(error, signal, options)),
    }
  }

  async function end() {
    const ending = session
    session = null
    ending?.controller.abort(new Error('The node stops.'))
    await ending?.done
  }

  begin()
  return {
    nodeId: options.machine.identity.id,
    plan: options.plan,
    ready: () => ready,
    wake: () => wakeUp(),
    stop: end,
    setSilent: async (silent) => {
      if (silent) return end()
      if (session) return
      ready = new Promise<void>((resolve) => (readyNow = resolve))
      begin()
    },
  }
}

interface Life {
  signal: AbortSignal
  startedAt: number
  isReady: () => void
  onWake: (wake: () => void) => void
}

/** Registers, then polls, reports and keeps time until the signal; registers anew when the explorer forgot the node. */
async function live(options: NodeOptions, life: Life): Promise<void> {
  const { grid, log } = options
  const complain = (error: unknown) => log(error instanceof Error ? error.message : String(error))
  for (;;) {
    const joined = await retry(() => join(options, life.signal), complain, life.signal)
    life.isReady()
    if (options.plan.isDown) return
    try {
      await serve(options, joined, life)
    } catch (error) {
      life.signal.throwIfAborted()
      if (!isForgotten(error)) throw error
      log('The explorer does not know this node any more; registering again.')
      grid.forget()
    }
  }
}

interface Joined {
  client: ExplorerClient
  grid: Grid
}

async function join(options: NodeOptions, signal: AbortSignal): Promise<Joined> {
  const { plan, machine } = options
  const grid = await options.grid.meet()
  signal.throwIfAborted()
  const client = createExplorerClient({
    baseUrl: options.explorer,
    identity: machine.identity,
    explorerId: () => grid.explorerId,
    signal,
    now: options.now,
  })
  const known = await client.getNode()
  // a node that is down has been heard once; hearing it again would make it late instead
  if (known && plan.isDown) return { client, grid }
  const farmId = grid.farmIds.get(plan.farmName) ?? 0
  const registration = {
    node_id: machine.identity.id,
    farm_id: farmId,
    os_version: DAEMON_VERSION,
    location: plan.location,
    public_key_hex: toHex(machine.identity.publicKey),
  }
  await client.register(registration, known ? null : await options.grid.enrol(farmId, grid))
  await client.setInterfaces(plan.interfaces)
  if (plan.publicConfig && !known?.public_config) await client.setPublicConfig(plan.publicConfig)
  await client.setCapacity(machine.total)
  return { client, grid }
}

async function serve(options: NodeOptions, { client, grid }: Joined, life: Life): Promise<void> {
  const { machine, dataDir, log } = options
  const nodeId = machine.identity.id
  // one loop's end is the end of all: none may go on with an explorer that forgot the node
  const ending = new AbortController()
  const signal = AbortSignal.any([life.signal, ending.signal])
  let reportNow: () => void = () => undefined
  const worker = createWorker({
    ...options,
    client,
    signal,
    ledger: await loadLedger(dataDir, nodeId, grid.explorerId),
    save: (ledger) => saveLedger(dataDir, nodeId, ledger),
    onChange: () => reportNow(),
  })
  const report = createReporter({
    client,
    hasStatus: grid.explorerId !== null,
    build: () =>
      buildReport({
        machine,
        ledger: worker.ledger(),
        location: options.plan.location,
        uptimeSeconds: (options.now() - life.startedAt) / 1000,
      }),
  })
  const loops = [
    pollLoop(client, worker, signal, life.onWake, log),
    everyMs(REPORT_MS, report, signal, log, (wake) => (reportNow = wake)),
    everyMs(TICK_MS, worker.tick, signal, log),
  ]
  try {
    await Promise.race(loops)
  } finally {
    ending.abort(new Error('The node leaves the explorer.'))
    await Promise.allSettled(loops)
  }
}

/** Does `work` now and then again and again; failures are told and change nothing, but for being forgotten. */
async function everyMs(
  ms: number,
  work: () => Promise<void>,
  signal: AbortSignal,
  log: (line: string) => void,
  onWake: (wake: () => void) => void = () => undefined,
): Promise<never> {
  for (;;) {
    const nap = new AbortController()
    onWake(() => nap.abort())
    try {
      await work()
    } catch (error) {
      signal.throwIfAborted()
      if (isForgotten(error)) throw error
      log(error instanceof Error ? error.message : String(error))
    }
    await pause(ms, AbortSignal.any([signal, nap.signal])).catch(() => signal.throwIfAborted())
  }
}

function reportCrash(error: unknown, signal: AbortSignal, { log }: NodeOptions) {
  if (!signal.aborted)
    log(`The node stopped: ${error instanceof Error ? error.message : String(error)}`)
}
