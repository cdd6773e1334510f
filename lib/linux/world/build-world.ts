import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ipBatch } from '../ip'
import { removeLeftOvers } from '../left-overs'
import { eachLimited } from '../limit'
import { prepareResource } from '../resource'
import type { ResourceEvents, ResourceHandle } from '../resource'
import { inNamespace, runChecked } from '../run'
import type { Workshop } from '../wireguard'
import { cable, configureDeviceHost, configureHost, layCables } from './hosts'
import type { DevicePlan, NodePlan, WorldPlan } from './model'

/** A world that stands. */
export interface World {
  plan: WorldPlan
  workshop: Workshop
  /** by node id */
  resources: ReadonlyMap<string, ResourceHandle>
  /** how many namespaces it has */
  namespaces: number
  /** peers on every node, dialled by public nodes before hidden ones, then the devices */
  connect: () => Promise<void>
  /** removes all of it; also when it is half there, and twice */
  remove: () => Promise<void>
}

/** Programs run at a time: most of a start is waiting for the kernel. */
const AT_ONCE = 6

/**
 * Builds everything of a world but the peers. A failure in the middle removes what was built.
 *
 * @throws DomainError `TOOL_MISSING`, `CAPABILITY_MISSING`, `LEFT_OVER`, `TOOL_FAILED`
 */
export async function prepareWorld(
  plan: WorldPlan,
  workshop: Workshop,
  events: (nodeId: string) => ResourceEvents = () => ({}),
): Promise<World> {
  const resources = new Map<string, ResourceHandle>()
  const remove = () => removeWorld(plan, resources)
  try {
    await removeLeftOvers(plan.tag)
    await layCables(plan, workshop.signal)
    await eachLimited(plan.devices, AT_ONCE, (device) =>
      configureDeviceHost(device, workshop.signal),
    )
    const [first, ...others] = plan.nodes
    const build = async (node: NodePlan) => {
      await configureHost(node.host, workshop.signal)
      const handle = await prepareResource(workshop, node.resource, events(node.nodeId))
      resources.set(node.nodeId, handle)
      await plugIn(node, handle, workshop.signal)
    }
    // The first finds out who does WireGuard here, so that the others need not try.
    if (first) await build(first)
    await eachLimited(others, AT_ONCE, build)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    plan,
    workshop,
    resources,
    namespaces: countNamespaces(plan),
    connect: () => connectAll(plan, resources, workshop),
    remove,
  }
}

/** The VM on a node's bridge: an address of the subnet, the node as its way out. */
async function plugIn(
  { vm }: NodePlan,
  { names }: ResourceHandle,
  signal?: AbortSignal,
): Promise<void> {
  const { namespace, tap, bridge } = names
  await ipBatch(null, [cable(tap, namespace, vm.namespace)], { signal })
  await ipBatch(namespace, [`link set dev ${tap} master ${bridge}`, `link set dev ${tap} up`], {
    signal,
  })
  await ipBatch(
    vm.namespace,
    [
      'link set dev lo up',
      'link set dev eth0 up',
      `address add ${vm.address} dev eth0`,
      `route add default via ${vm.gateway}`,
    ],
    { signal },
  )
}

async function connectAll(
  { nodes, devices }: WorldPlan,
  resources: ReadonlyMap<string, ResourceHandle>,
  workshop: Workshop,
): Promise<void> {
  const open = nodes.filter(({ host }) => !host.nat)
  const hidden = nodes.filter(({ host }) => host.nat)
  await eachLimited(nodes, AT_ONCE, async ({ nodeId, peers }) =>
    resources.get(nodeId)?.introduce(peers),
  )
  // One by one: two that dial each other at the same moment may both lose, and try again only after 5 s.
  for (const { nodeId, peers } of [...open, ...hidden]) await resources.get(nodeId)?.update(peers)
  await eachLimited(devices, AT_ONCE, (device) => bringUp(device, workshop))
}

/** What a person does with the file: `wg-quick up`. It takes the interface's name from the file's. */
async function bringUp(
  { namespace, wireguard, config }: DevicePlan,
  { secrets, signal }: Workshop,
): Promise<void> {
  const file = path.join(secrets, `${wireguard}.conf`)
  try {
    await writeFile(file, config, { mode: 0o600, flag: 'wx' })
    await runChecked(inNamespace(namespace, 'wg-quick', ['up', file]), { signal })
  } finally {
    await rm(file, { force: true })
  }
}

async function removeWorld(
  { tag }: WorldPlan,
  resources: ReadonlyMap<string, ResourceHandle>,
): Promise<void> {
  await eachLimited([...resources.values()], AT_ONCE, (handle) => handle.remove())
  await removeLeftOvers(tag)
}

function countNamespaces({ nodes, devices }: WorldPlan): number {
  const hidden = nodes.filter(({ host }) => host.nat).length
  // The internet; host, network and VM of each node; a router for each hidden one; the devices.
  return 1 + nodes.length * 3 + hidden + devices.length
}
