import { randomBytes, randomInt } from 'node:crypto'
import { wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import { DomainError } from '@/lib/errors/domain-error'
import { compareMatrix } from '@/lib/network/compare-matrix'
import { reachabilityMatrix } from '@/lib/network/matrix'
import type { Reachability } from '@/lib/network/matrix'
import { PROOF_MAX_MACHINES, PROOF_MAX_RESOURCES } from '@/lib/schemas/proof'
import type {
  ProofEvent,
  ProofRequest,
  ProofResult,
  ProofStage,
  ProofWay,
} from '@/lib/schemas/proof'
import { SOCKET_FOLDER } from '../wireguard'
import type { Workshop } from '../wireguard'
import { prepareWorld } from '../world/build-world'
import type { World } from '../world/build-world'
import { measurePairs } from '../world/measure'
import type { MeasuredPair } from '../world/measure'
import { watchMemory } from '../world/memory'
import { planWorld } from '../world/plan-world'
import { handshakesOf, measureWays } from '../world/ways'
import { explainDifferences, wayOf } from './explain'

type Emit = (event: ProofEvent) => void

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const MAX_WAYS = 24
const WAYS_MS = 6000

/** Four letters that name a world. */
export const newTag = () => Array.from({ length: 4 }, () => LETTERS[randomInt(26)]).join('')
const newKeys = () => wireGuardKeyPair(randomBytes(32))

/** @throws DomainError `PROOF_TOO_LARGE` */
export function refuseTooLarge({ network, limits }: ProofRequest): void {
  const most = limits?.resources ?? PROOF_MAX_RESOURCES
  const { resources, accessPoints } = network
  if (resources.length > most)
    throw tooLarge(
      `The network has ${resources.length} nodes; at most ${most} are built at a time.`,
    )
  if (resources.length + accessPoints.length > PROOF_MAX_MACHINES)
    throw tooLarge(
      `The network has ${resources.length + accessPoints.length} nodes and devices; at most ${PROOF_MAX_MACHINES} are built at a time.`,
    )
}

/**
 * Builds the network, measures who reaches whom, compares that with the prediction and removes everything again. Must
 * run inside a private world.
 *
 * @throws DomainError those of planWorld and prepareWorld, `PROOF_TOO_LARGE`; the reason of `signal`
 */
export async function runProof(
  request: ProofRequest,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  refuseTooLarge(request)
  const tell = (stage: ProofStage, message: string) => emit({ type: 'stage', stage, message })
  const plan = planWorld(request.network, request.mode, { tag: newTag(), newKeys })
  const predicted = reachabilityMatrix(plan.traced)
  const workshop: Workshop = { secrets: SOCKET_FOLDER, kind: null, signal }
  const memory = watchMemory()
  const started = Date.now()
  tell('building', `Building ${plan.nodes.length} nodes and ${plan.devices.length} devices.`)
  const world = await prepareWorld(plan, workshop, (nodeId) => ({
    rebuilt: () => tell('measuring', `WireGuard of ${nodeId} was lost and is there again.`),
  }))
  try {
    tell('starting', 'Every interface is up; giving them their peers.')
    await world.connect()
    const buildMilliseconds = Date.now() - started
    emit({
      type: 'built',
      milliseconds: buildMilliseconds,
      namespaces: world.namespaces,
      wireguard: workshop.kind ?? 'userspace',
    })
    tell('measuring', 'Pinging every machine from every other.')
    const result = await measure(world, predicted, emit)
    tell('removing', 'Removing everything.')
    await world.remove()
    emit({ ...result, buildMilliseconds, peakMemoryBytes: memory.peak() })
  } finally {
    memory.stop()
    await world.remove()
  }
}

async function measure(
  world: World,
  predicted: Reachability,
  emit: Emit,
): Promise<Omit<ProofResult, 'buildMilliseconds' | 'peakMemoryBytes'>> {
  const { plan, workshop } = world
  const started = Date.now()
  const pairs = await measurePairs({
    machines: plan.machines,
    isPredicted: (from, to) => predicted.matrix[from]?.[to] ?? false,
    onPair: (pair) => emit({ type: 'pair', ...pair }),
    signal: workshop.signal,
  })
  const measureMilliseconds = Date.now() - started
  const matrix = toGrid(predicted.names, pairs, ({ reached }) => reached)
  const latency = toGrid(predicted.names, pairs, ({ milliseconds }) => milliseconds ?? undefined)
  const agreement = explainDifferences(compareMatrix(predicted, matrix), plan, {
    handshakes: await handshakesOf(world),
    now: Math.floor(Date.now() / 1000),
  })
  return {
    type: 'result',
    matrix,
    latency,
    ways: await sampleWays(world, predicted, pairs),
    agreement: { ...agreement, differences: [...agreement.differences] },
    measureMilliseconds,
  }
}

/** Ways over routers first, for a direct one has no choice. Each needs the network to itself, so there are not many. */
async function sampleWays(
  world: World,
  { hops }: Reachability,
  pairs: readonly MeasuredPair[],
): Promise<ProofWay[]> {
  const hopsOf = ({ from, to }: MeasuredPair) => hops[from]?.[to] ?? 0
  const chosen = pairs
    .filter((pair) => pair.reached && hopsOf(pair) > 0)
    .sort((a, b) => hopsOf(b) - hopsOf(a))
    .slice(0, MAX_WAYS)
  const machines = new Map(world.plan.machines.map((machine) => [machine.name, machine]))
  const ends = chosen.flatMap((pair) => {
    const [from, to] = [machines.get(pair.from), machines.get(pair.to)]
    return from && to ? [{ from, to }] : []
  })
  const ways = await measureWays(world, ends, Date.now() + WAYS_MS)
  return ways.map((measured, index) => {
    const { from, to } = chosen[index] ?? { from: '', to: '' }
    return { from, to, measured: measured && [...measured], predicted: wayOf(world.plan, from, to) }
  })
}

/** Rows in the matrix's order; from entries, so that no node's name can be mistaken for a prototype. */
function toGrid<Value>(
  names: readonly string[],
  pairs: readonly MeasuredPair[],
  valueOf: (pair: MeasuredPair) => Value | undefined,
): Record<string, Record<string, Value>> {
  const rows = new Map(names.map((name) => [name, [] as [string, Value][]]))
  for (const pair of pairs) {
    const value = valueOf(pair)
    if (value !== undefined) rows.get(pair.from)?.push([pair.to, value])
  }
  return Object.fromEntries([...rows].map(([name, row]) => [name, Object.fromEntries(row)]))
}

function tooLarge(message: string): DomainError {
  return new DomainError('PROOF_TOO_LARGE', message)
}
