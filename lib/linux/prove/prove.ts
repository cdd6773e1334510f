import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { DomainError } from '@/lib/errors/domain-error'
import { compareMatrix, type MatrixAgreement } from '@/lib/network/compare-matrix'
import { LOSS_SENTENCES } from '@/lib/network/loss-words'
import { reachabilityMatrix, type Reachability } from '@/lib/network/matrix'
import { tracePacket } from '@/lib/network/trace'
import type { TracedNetwork } from '@/lib/network/trace-conditions'
import { PROOF_LIMITS } from '@/lib/schemas/proof'
import type { ProofEvent, ProofRequest, ProofResult } from '@/lib/schemas/proof'
import { withThrowawayKeys } from '../world/keyed'
import { namespacesOf } from '../world/links'
import { measurePairs, toGrid, type PairMeasured, type Patience } from '../world/measure'
import { planWorld, type WorldPlan } from '../world/plan'
import { measureWays } from '../world/ways'
import { World } from '../world/world'

/** What proving needs beside the request. */
export interface ProveOptions {
  emit: (event: ProofEvent) => void
  patience?: Patience
  signal?: AbortSignal
}

/**
 * Builds the design, measures who reaches whom and which way, and holds it against the prediction. Only in a private
 * world.
 *
 * @throws DomainError `PROOF_TOO_LARGE`, `PROOF_FAILED`, `COMMAND_FAILED`, and whatever planPeers refuses
 */
export async function prove(request: ProofRequest, options: ProveOptions): Promise<ProofResult> {
  const { emit } = options
  refuseLarge(request)
  const { network, mode } = request
  const { routers, ...rest } = network
  const peerNetwork = routers ? { ...rest, routers } : rest
  const keyed = withThrowawayKeys(peerNetwork, mode, () => randomBytes(32))
  const traced: TracedNetwork = { ...keyed.planned, accessPoints: keyed.network.accessPoints }
  const predicted = reachabilityMatrix(traced)
  const plan = planWorld(keyed)
  emit({ type: 'stage', stage: 'building', message: 'Building namespaces, links and tunnels' })
  const started = performance.now()
  const world = await World.build(plan)
  const buildMilliseconds = since(started)
  emit({
    type: 'built',
    milliseconds: buildMilliseconds,
    namespaces: namespacesOf(plan).length,
    wireguard: world.kind,
    pairs: predicted.names.length * (predicted.names.length - 1),
  })
  try {
    return await measure({ world, traced, predicted, buildMilliseconds }, options)
  } finally {
    emit({ type: 'stage', stage: 'removing', message: 'Removing everything that was built' })
    await world.remove()
  }
}

function refuseLarge({ network }: ProofRequest): void {
  const { resources, accessPoints } = network
  if (
    resources.length <= PROOF_LIMITS.resources &&
    accessPoints.length <= PROOF_LIMITS.devices &&
    resources.length > 0
  )
    return
  throw new DomainError(
    'PROOF_TOO_LARGE',
    resources.length === 0
      ? 'The network has no nodes, so there is nothing to build.'
      : `A proof builds at most ${PROOF_LIMITS.resources} nodes and ${PROOF_LIMITS.devices} devices; this network has ${resources.length} and ${accessPoints.length}.`,
  )
}

const since = (start: number) => Math.round(performance.now() - start)

interface Standing {
  world: World
  traced: TracedNetwork
  predicted: Reachability
  buildMilliseconds: number
}

async function measure(
  { world, traced, predicted, buildMilliseconds }: Standing,
  { emit, patience, signal }: ProveOptions,
): Promise<ProofResult> {
  emit({ type: 'stage', stage: 'measuring', message: 'Pinging every machine from every other' })
  const started = performance.now()
  const pairs = await measurePairs({
    machines: world.plan.machines,
    predicted,
    onPair: (pair) => emit({ type: 'pair', ...pair }),
    ...(patience ? { patience } : {}),
    ...(signal ? { signal } : {}),
  })
  emit({
    type: 'stage',
    stage: 'measuring',
    message: 'Reading from the counters which way each took',
  })
  const connected = connectedPairs(world.plan, pairs)
  const ways = await measureWays({
    world,
    network: traced,
    pairs: connected,
    ...(signal ? { signal } : {}),
  })
  const matrix = toGrid(predicted.names, pairs, ({ reached }) => reached)
  return {
    names: [...predicted.names],
    matrix,
    predicted: copyOf(predicted.matrix),
    latency: toGrid(predicted.names, pairs, ({ milliseconds }) => milliseconds),
    agreement: explained(compareMatrix(predicted, matrix), traced),
    ways,
    wireguard: world.kind,
    buildMilliseconds,
    measureMilliseconds: since(started),
    memoryBytes: await wireGuardMemory(),
  }
}

const copyOf = <Value>(grid: Readonly<Record<string, Readonly<Record<string, Value>>>>) =>
  Object.fromEntries(Object.entries(grid).map(([name, row]) => [name, { ...row }]))

/** Each pair once, where both directions came through. */
function connectedPairs({ machines }: WorldPlan, pairs: readonly PairMeasured[]) {
  const reached = new Set(pairs.filter((one) => one.reached).map(({ from, to }) => `${from} ${to}`))
  return machines.flatMap((from, index) =>
    machines
      .slice(index + 1)
      .filter((to) => reached.has(`${from.name} ${to.name}`))
      .map((to) => ({ from, to })),
  )
}

function explained(agreement: MatrixAgreement, traced: TracedNetwork): ProofResult['agreement'] {
  const { pairs, agreeing, differences } = agreement
  return {
    pairs,
    agreeing,
    differences: differences.map((one) => ({
      ...one,
      explanation: one.predicted
        ? `Replies were expected over ${wayText(traced, one.from, one.to)}, and none came.`
        : `It was expected to be lost and replies came. ${LOSS_SENTENCES[one.reason ?? 'NO_ROUTE']}`,
    })),
  }
}

function wayText(traced: TracedNetwork, from: string, to: string): string {
  const { hops } = tracePacket(traced, from, to)
  return [from, ...hops.map(({ peer }) => peer)].join(' → ')
}

/** Peak memory of the wireguard-go processes together; this world sees no others. */
async function wireGuardMemory(): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const sizes = await Promise.all(ids.map(memoryOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function memoryOf(pid: string): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    if (!/^Name:\s*wireguard-go$/m.test(status)) return 0
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    // it ended meanwhile
    return 0
  }
}
