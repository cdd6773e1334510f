import { isDomainError } from '@/lib/errors/domain-error'
import { encodeGoJson } from '@/lib/protocol/go-json'
import { checkWorkload } from '@/lib/protocol/workload-checks'
import { freeAddress } from '@/lib/protocol/workload-checks-container'
import { takenAmounts, type WorkloadDraft } from '@/lib/protocol/workload-draft'
import { workloadFacts } from '@/lib/protocol/workload-facts'
import { wrong, type WorkloadProblem } from '@/lib/protocol/workload-problem'
import type { NodeView } from '@/lib/schemas/views'
import type { WorkloadInput, WorkloadPlan } from '@/lib/schemas/workloads'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { chosenIdentity, requireGrid } from '@/lib/server/networks/create'
import { lifetime } from '@/lib/server/networks/plan-network'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { getNode } from '@/lib/server/nodes/nodes'
import { networkPlace, volumePlaces, type PlaceOnNode } from './places'
import { workloadData, type ContainerPlace } from './workload-data'

/** Everything that signing a draft needs. */
export interface PreparedWorkload {
  draft: WorkloadDraft
  gridId: string
  identityId: string | null
  node: NodeView | null
  network: PlaceOnNode | null
  /** of containers, when the address and the volumes are known */
  place: ContainerPlace | null
  /** whole seconds, unix milliseconds; null when nothing says how long */
  life: { start: number; end: number } | null
  problems: WorkloadProblem[]
}

/**
 * What would be reserved, and everything that speaks against it. Sends nothing and writes nothing.
 */
export async function planWorkload(actor: Actor, input: WorkloadInput): Promise<WorkloadPlan> {
  requireRole(actor, 'designer')
  return toPlan(await prepareWorkload(actor, input, Date.now()))
}

/** Loads what a draft depends on and checks it. */
export async function prepareWorkload(
  actor: Actor,
  input: WorkloadInput,
  now: number,
): Promise<PreparedWorkload> {
  const { gridId: asked, identityId: signer, duration, ...rest } = input
  const draft: WorkloadDraft = rest
  const network =
    draft.type === 'container' ? await networkPlace(draft.networkId, draft.nodeId) : null
  const gridId = await gridOf(draft, asked)
  const identityId = network?.reservation?.identityId ?? (await chosenIdentity(actor, signer))
  const node = await nodeOf(gridId, draft.nodeId)
  const volumes = identityId ? await volumePlaces(gridId, draft.nodeId, identityId) : []
  const time = timeOf(duration, network, now)
  const facts = {
    node: node && { label: nodeLabel(node), freshness: node.freshness, free: node.free },
    network,
    volumes,
    endsAt: time.asked,
  }
  const problems = [
    ...checkWorkload(draft, facts),
    ...time.problems,
    ...signerProblems(identityId, signer, network),
    ...(await gridProblems(gridId)),
  ]
  const volumeIds = new Map(volumes.map((volume) => [volume.reservationId, volume.volumeId]))
  const place = placeOf(draft, network, volumeIds)
  return { draft, gridId, identityId, node, network, place, life: time.life, problems }
}

async function gridOf(draft: WorkloadDraft, asked: string | undefined): Promise<string> {
  const row =
    draft.type === 'container'
      ? await db().network.findUnique({
          where: { id: draft.networkId },
          select: { gridId: true },
        })
      : null
  return row?.gridId ?? requireGrid(asked)
}

async function nodeOf(gridId: string, nodeId: string): Promise<NodeView | null> {
  try {
    return await getNode(gridId, nodeId)
  } catch (error) {
    if (isDomainError(error, 'NOT_FOUND')) return null
    throw error
  }
}

interface Time {
  /** end instant asked for; null when there is none */
  asked: number | null
  life: { start: number; end: number } | null
  problems: WorkloadProblem[]
}

/** A container ends with its network, or earlier; everything else when it is told to. */
function timeOf(duration: string | undefined, network: PlaceOnNode | null, now: number): Time {
  const limit = network?.endsAt ?? null
  if (duration === undefined && limit !== null) return lasting(now, limit, limit)
  if (duration === undefined)
    return {
      asked: null,
      life: null,
      problems: [wrong('duration', 'Say how long, for instance 2h or 14d.')],
    }
  try {
    const { end } = lifetime(now, duration)
    return lasting(now, end, Math.min(end, limit ?? end))
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { asked: null, life: null, problems: [wrong('duration', error.message)] }
  }
}

const SHORTEST_LIFE_MS = 60_000

function lasting(now: number, asked: number, end: number): Time {
  const start = Math.floor(now / 1000) * 1000
  const isShort = end - start < SHORTEST_LIFE_MS
  const problems = isShort
    ? [wrong('duration', 'It would end in less than a minute. Give it longer.')]
    : []
  return { asked, life: { start, end }, problems }
}

function signerProblems(
  identityId: string | null,
  asked: string | undefined,
  network: PlaceOnNode | null,
): WorkloadProblem[] {
  if (identityId === null)
    return [
      wrong(
        'identity',
        'There is no identity to sign with. Create or import one under Identities.',
      ),
    ]
  if (network?.reservation && asked !== undefined && asked !== identityId)
    return [
      wrong(
        'identity',
        `The network ${network.name} is reserved with another identity, and a node tells networks apart by it. Leave identityId out.`,
      ),
    ]
  return []
}

async function gridProblems(gridId: string): Promise<WorkloadProblem[]> {
  const grid = await db().grid.findUniqueOrThrow({ where: { id: gridId } })
  if (grid.state !== 'down') return []
  return [wrong('node', `The grid ${grid.name} is down: ${grid.error ?? 'it does not answer.'}`)]
}

function placeOf(
  draft: WorkloadDraft,
  network: PlaceOnNode | null,
  volumeIds: ReadonlyMap<string, string>,
): ContainerPlace | null {
  if (draft.type !== 'container' || !network?.subnet) return null
  const ip = draft.ip || freeAddress(network.subnet, network.taken)
  return ip === null ? null : { network: network.name, ip, volumeIds }
}

async function toPlan(prepared: PreparedWorkload): Promise<WorkloadPlan> {
  const { draft, node, network, place, life, problems, identityId } = prepared
  const blocked = problems.some(({ severity }) => severity === 'error')
  const data = workloadData(draft, place, hiddenPassword(draft))
  return {
    type: draft.type,
    name: draft.name,
    node: node && toNode(node),
    takes: takenAmounts(draft),
    identityName: identityId && (await nameOf(identityId)),
    networkName: network?.name ?? null,
    ip: place?.ip ?? null,
    waits:
      network?.state === 'coming'
        ? `It is sent when the network ${network.name} is deployed on this node.`
        : null,
    endsAt: life && new Date(life.end).toISOString(),
    asked: workloadFacts(draft.type, data),
    data: withoutValues(draft, data),
    problems,
    blocked,
  }
}

function toNode(node: NodeView): NonNullable<WorkloadPlan['node']> {
  const { nodeId, farmName, freshness, free, engine } = node
  return {
    ...{ nodeId, farmName, freshness, free },
    label: nodeLabel(node),
    simulated: engine === 'simulated',
  }
}

const SEALED_WHEN_SIGNED = '(sealed when it is signed)'

function hiddenPassword(draft: WorkloadDraft): string {
  return draft.type === 'zdb' && draft.password !== '' ? SEALED_WHEN_SIGNED : ''
}

/** Values of variables may be secrets, and a plan is read by more people than the form. */
function withoutValues(draft: WorkloadDraft, data: string): string {
  if (draft.type !== 'container' || draft.env.length === 0) return data
  const env = Object.fromEntries(draft.env.map(({ name }) => [name, '…']))
  return encodeGoJson({ ...(JSON.parse(data) as Record<string, unknown>), env })
}

async function nameOf(identityId: string): Promise<string | null> {
  const row = await db().identity.findUnique({
    where: { id: identityId },
    select: { name: true },
  })
  return row?.name ?? null
}
