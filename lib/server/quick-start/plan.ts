import { parseSshKeyInput } from '@/lib/crypto/ssh-keys-input'
import { planEdges } from '@/lib/network/edges'
import { nodeLabels } from '@/lib/network/labels'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import type { QuickStartPlanInput, QuickStartPlanView } from '@/lib/schemas/quick-start'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { gridRow } from '@/lib/server/grids/grid-row'
import { listIdentities } from '@/lib/server/identities/identities'
import { lifetime } from '@/lib/server/networks/plan-network'
import { tunnelAddress } from '@/lib/wireguard/tunnel-address'
import { compileQuickStart, type CompiledQuickStart } from './compile'

/** Beyond this a picture shows nothing, and the pairs would be thousands. */
const MOST_DRAWN = 12
const MOST_PAIRS = 20
/** The device is not made yet; its id in a plan. */
const PLANNED_DEVICE = 'laptop'

/**
 * What a quick start would build. Sends nothing, writes nothing; accounts at GitHub are not asked.
 *
 * @throws DomainError what `compileQuickStart` throws, and what wrong keys or a wrong duration throw
 */
export async function planQuickStart(
  actor: Actor,
  input: QuickStartPlanInput,
): Promise<QuickStartPlanView> {
  requireRole(actor, 'designer')
  input.sshKeys?.forEach(parseSshKeyInput)
  const { duration } = input
  const end = duration === undefined ? null : lifetime(Date.now(), duration).end
  const compiled = await compileQuickStart(actor, input, PLANNED_DEVICE)
  return toPlanView(actor, compiled, end)
}

async function toPlanView(
  actor: Actor,
  compiled: CompiledQuickStart,
  end: number | null,
): Promise<QuickStartPlanView> {
  const { network, cluster, planned, choice } = compiled
  const grid = await gridRow(compiled.gridId)
  const identity = (await listIdentities(actor)).find(({ id }) => id === compiled.identityId)
  const blockedBy = blockers(compiled, grid)
  return {
    name: compiled.name,
    range: network.range,
    rangeWarning: compiled.rangeWarning,
    gridId: grid.id,
    gridName: grid.name,
    identity: identity ? { id: identity.id, name: identity.name } : null,
    ...placesOf(compiled),
    farms: new Set(choice.machines.map(({ farmId }) => farmId)).size,
    tunnels: tunnelsOf(compiled),
    unreachable: unreachableOf(compiled),
    totals: totalsOf(cluster),
    posts: planned.resources.length + cluster.machines.length,
    warnings: warningsOf(compiled),
    blocked: blockedBy.length > 0,
    blockedBy,
    endsAt: end === null ? null : new Date(end).toISOString(),
    network: {
      ...network,
      resources: [...network.resources],
      devices: [...network.devices],
      routers: [...network.routers],
    },
    cluster: {
      name: cluster.name,
      machines: [...cluster.machines],
      sshKeys: [...cluster.sshKeys],
    },
  }
}

/** Why it cannot be built, as sentences; empty: it can. */
export function blockers(
  { problems }: Pick<CompiledQuickStart, 'problems'>,
  grid: { name: string; state: string; error: string | null },
): string[] {
  return [
    ...problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...(grid.state === 'down'
      ? [`The grid ${grid.name} is down: ${grid.error ?? 'it does not answer.'}`]
      : []),
  ]
}

function placesOf(
  compiled: CompiledQuickStart,
): Pick<QuickStartPlanView, 'machines' | 'access' | 'device'> {
  const { choice, network, cluster, facts } = compiled
  const label = nodeLabels(facts)
  const subnets = new Map(network.resources.map(({ nodeId, subnet }) => [nodeId, subnet]))
  const subnetOf = (nodeId: string) => subnets.get(nodeId) ?? ''
  const [device] = network.devices
  return {
    machines: choice.machines.flatMap(({ nodeId, farmName, engine }, index) => {
      const machine = cluster.machines[index]
      if (!machine) return []
      const { role, ip } = machine
      const simulated = engine === 'simulated'
      const subnet = subnetOf(nodeId)
      return [{ nodeId, label: label(nodeId), role, ip, farmName, subnet, simulated }]
    }),
    access: {
      nodeId: choice.access.nodeId,
      label: label(choice.access.nodeId),
      subnet: subnetOf(choice.access.nodeId),
      simulated: choice.access.engine === 'simulated',
      own: choice.hasOwnAccess,
    },
    device: {
      name: device?.name ?? '',
      subnet: device?.subnet ?? '',
      address: device ? tunnelAddress(device.subnet) : '',
    },
  }
}

function tunnelsOf({ planned, network }: CompiledQuickStart): QuickStartPlanView['tunnels'] {
  if (planned.resources.length > MOST_DRAWN) return []
  return planEdges(planned, network)
    .filter(({ kind }) => kind === 'tunnel')
    .map(({ from, to, dialFrom, dialTo }) => ({ from, to, dialFrom, dialTo }))
}

function unreachableOf(compiled: CompiledQuickStart): QuickStartPlanView['unreachable'] {
  const label = nodeLabels(compiled.facts)
  const { devices } = compiled.network
  // The planner names devices by their place in the list.
  const placeOf = (end: string) => devices[Number(end.replace(/^device:/, ''))]?.name ?? label(end)
  return compiled.planned.unreachable
    .slice(0, MOST_PAIRS)
    .map(({ from, to, reason }) => ({ from: placeOf(from), to: placeOf(to), reason }))
}

function totalsOf({ machines }: CompiledQuickStart['cluster']): QuickStartPlanView['totals'] {
  const sizes = machines.map(({ size }) => VM_SIZES[size])
  const sum = (kind: 'cru' | 'mru' | 'sru') =>
    sizes.reduce((total, amounts) => total + amounts[kind], 0)
  return { cru: sum('cru'), mru: sum('mru'), sru: sum('sru') }
}

/** Everything worth a look that does not stop it; the public range has a sentence of its own. */
function warningsOf({ problems }: CompiledQuickStart): string[] {
  return problems
    .filter(
      ({ code, severity }) =>
        severity === 'warning' && code !== 'RANGE_IS_PUBLIC' && code !== 'PAIR_UNREACHABLE',
    )
    .map(({ message }) => message)
}
