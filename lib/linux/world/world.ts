import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { enableForwarding, ipBatch, runInside, tryRunInside } from '../namespace'
import { inParallel } from '../pool'
import { Resource } from '../resource'
import { tryRun } from '../run'
import { wireGuardKind, type WireGuardKind } from '../wireguard'
import {
  cableLines,
  internetLines,
  machineLines,
  namespacesOf,
  natLines,
  natNamespace,
  NAT_RULES,
  siteLines,
} from './links'
import {
  INTERNET,
  type SitePlan,
  type WorldDevice,
  type WorldPlan,
  type WorldResource,
} from './plan'

/** Programs under way at once: they wait for the kernel, so more than there are cores. */
const WIDTH = 8

/** A design standing in network namespaces. Build it in a private world only: see private-world.ts. */
export class World {
  private resources = new Map<string, Resource>()

  private constructor(
    readonly plan: WorldPlan,
    readonly kind: WireGuardKind,
    private readonly folder: string,
    private readonly onLost: (nodeId: string) => void,
  ) {}

  /**
   * Builds everything; when something fails, all of it is removed again.
   *
   * @param onLost a node's WireGuard process ended by itself
   * @throws DomainError `COMMAND_FAILED`
   */
  static async build(
    plan: WorldPlan,
    { onLost = () => undefined }: { onLost?: (nodeId: string) => void } = {},
  ): Promise<World> {
    const folder = await mkdtemp('/run/world-')
    const world = new World(plan, await wireGuardKind('w-probe'), folder, onLost)
    try {
      await world.buildAll()
      return world
    } catch (error) {
      await world.remove()
      throw error
    }
  }

  /** The resource of a node. */
  resource(nodeId: string): Resource | undefined {
    return this.resources.get(nodeId)
  }

  /** WireGuard processes first, then the namespaces; what is gone already is no fault. */
  async remove(): Promise<void> {
    await Promise.all([...this.resources.values()].map((resource) => resource.close()))
    for (const { namespace, interfaceName } of this.plan.devices)
      await tryRun('ip', ['-n', namespace, 'link', 'del', interfaceName])
    await inParallel(namespacesOf(this.plan), WIDTH, async (name) => {
      await tryRun('ip', ['netns', 'del', name])
    })
    await rm(this.folder, { recursive: true, force: true })
  }

  private async buildAll(): Promise<void> {
    const { sites, resources, devices } = this.plan
    await ipBatch(null, cableLines(this.plan))
    await Promise.all([
      this.buildInternet(sites),
      inParallel(sites, WIDTH, buildSite),
      inParallel(resources, WIDTH, (one) => this.buildResource(one)),
    ])
    // Two phases: whoever gets peers early would cross handshakes with those that do not have theirs yet.
    await inParallel(resources, WIDTH, ({ resource }) => this.of(resource.nodeId).create())
    const [open, hidden] = [false, true].map((isHidden) =>
      resources.filter((one) => one.isHidden === isHidden),
    )
    for (const group of [open ?? [], hidden ?? []])
      await inParallel(group, WIDTH, ({ resource }) => this.of(resource.nodeId).connect())
    await inParallel(devices, WIDTH, (device) => this.connectDevice(device))
  }

  private async buildInternet(sites: readonly SitePlan[]): Promise<void> {
    await enableForwarding(INTERNET)
    await ipBatch(INTERNET, internetLines(sites))
  }

  private async buildResource(built: WorldResource): Promise<void> {
    const { names, resource, privateKey, machineNamespace } = built
    const spec = { names, resource, privateKey, folder: this.folder }
    const made = new Resource(this.kind, spec, () => this.onLost(resource.nodeId))
    this.resources.set(resource.nodeId, made)
    await made.createBridge()
    await ipBatch(names.namespace, [`link set m0 master ${names.bridge}`, 'link set m0 up'])
    await ipBatch(machineNamespace, machineLines(built))
  }

  private of(nodeId: string): Resource {
    const found = this.resources.get(nodeId)
    if (!found) throw new Error(`The world has no resource ${nodeId}.`)
    return found
  }

  private async connectDevice({ namespace, interfaceName, wgQuick }: WorldDevice): Promise<void> {
    if (wgQuick === null) return
    const file = path.join(this.folder, `${interfaceName}.conf`)
    await writeFile(file, wgQuick, { mode: 0o600 })
    await runInside(namespace, 'wg-quick', ['up', file])
  }
}

async function buildSite(site: SitePlan): Promise<void> {
  if (site.kind === 'hidden') {
    const nat = natNamespace(site)
    await enableForwarding(nat)
    await ipBatch(nat, natLines(site))
    await runInside(nat, 'nft', ['-f', '-'], { input: NAT_RULES })
  }
  await ipBatch(site.namespace, siteLines(site))
}

/** One ping with tries until the limit; null: no reply. Milliseconds. */
export async function ping(
  namespace: string,
  address: string,
  { seconds, signal, bytes = 56 }: { seconds: number; signal?: AbortSignal; bytes?: number },
): Promise<number | null> {
  const args = ['-n', '-c', '1', '-w', String(seconds), '-i', '0.5', '-s', String(bytes), address]
  const timeoutMs = seconds * 1000 + 5000
  const { stdout } = await tryRunInside(namespace, 'ping', args, { timeoutMs, signal })
  const time = /\btime=([\d.]+) ms/.exec(stdout)?.[1]
  return time === undefined ? null : Number(time)
}
