import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '@/lib/errors/domain-error'
import { readIpv4Cidr, formatIpv4 } from '@/lib/network/cidr'
import { ipBatch } from './ip'
import { routeChanges, routesOf, tunnelHost } from './routes'
import type { ResourcePeer, Routes } from './routes'
import { inNamespace, run, runChecked } from './run'
import { addWireGuard, changePeers, configureWireGuard } from './wireguard'
import type { WireGuardLink, Workshop } from './wireguard'
import { peerChanges, wireGuardText } from './wireguard-config'

/** One node's part of a network, without its peers. */
export interface ResourceSpec {
  /** unique on the machine, at most 13 characters; all names come from it */
  id: string
  /** IPv4 CIDR */
  subnet: string
  /** namespace whose addresses the tunnels use; null: the machine's own */
  birth: string | null
  privateKey: string
  listenPort: number
}

/** What a resource's parts are called on a node. */
export interface ResourceNames {
  namespace: string
  bridge: string
  wireguard: string
  /** the bridge's end of a VM's cable */
  tap: string
}

/** A network resource that is there. Calls are done one after another. */
export interface ResourceHandle {
  names: ResourceNames
  /**
   * second phase, on all nodes before the third begins on any: who the peers are, without dialling them. A dial to a node
   * that does not know the dialler yet is lost, and is repeated after 5 s only.
   */
  introduce: (peers: readonly ResourcePeer[]) => Promise<void>
  /** third phase, and every change later: sessions and routes that stay are left alone */
  update: (peers: readonly ResourcePeer[]) => Promise<void>
  /** pid of its wireguard-go; null with the kernel's WireGuard */
  pid: () => number | null
  remove: () => Promise<void>
}

/** What a resource does by itself. */
export interface ResourceEvents {
  /** its wireguard-go was lost, and everything of it is there again */
  rebuilt?: () => void
  /** it was lost and could not be built anew yet; it is tried again */
  rebuildFailed?: (error: unknown) => void
}

interface ResourcePeers {
  peers: readonly ResourcePeer[]
  isDialling: boolean
}

const NOBODY: ResourcePeers = { peers: [], isDialling: false }
const BRIDGE_MTU = 1500
const TUNNEL_MTU = 1420
/** With /32 the kernel would not take a peer's tunnel address as a gateway. */
const TUNNEL_PREFIX = 16
const REBUILD_PAUSE_MS = 1000

/** Names as the grid's nodes give them. */
export function resourceNames(id: string): ResourceNames {
  if (!/^[A-Za-z0-9]{1,13}$/.test(id))
    throw new DomainError(
      'NAME_INVALID',
      `${JSON.stringify(id.slice(0, 40))} cannot name a network resource.`,
    )
  return { namespace: `n-${id}`, bridge: `b-${id}`, wireguard: `w-${id}`, tap: `t-${id}` }
}

/** The n-th address of a subnet. */
export function addressIn(subnet: string, index: number): string {
  const cidr = readIpv4Cidr(subnet)
  if (!cidr) throw new DomainError('INVALID_CIDR', `${JSON.stringify(subnet)} is no IPv4 CIDR.`)
  return formatIpv4((cidr.network + index) >>> 0)
}

/**
 * First phase: namespace, bridge with the subnet's `.1`, and a WireGuard interface with key and port but no peers. When
 * all resources of a network are that far, introduce() them, then update() one after another: nodes that are begun one by
 * one dial each other crosswise and lose up to 40 s.
 *
 * @throws DomainError `TOOL_MISSING`, `CAPABILITY_MISSING`, `LEFT_OVER`, `TOOL_FAILED`, `NAME_INVALID`, `INVALID_CIDR`;
 *   what was built until then is removed
 */
export async function prepareResource(
  workshop: Workshop,
  spec: ResourceSpec,
  events: ResourceEvents = {},
): Promise<ResourceHandle> {
  const resource = new Resource(workshop, spec, events)
  try {
    await resource.prepare()
  } catch (error) {
    await resource.remove()
    throw error
  }
  return {
    names: resource.names,
    introduce: (peers) => resource.inTurn(() => resource.configure({ peers, isDialling: false })),
    update: (peers) => resource.inTurn(() => resource.change({ peers, isDialling: true })),
    pid: () => resource.pid,
    remove: () => resource.remove(),
  }
}

/** Keeps what is on the machine and what should be there, so that the one can be made from the other again. */
class Resource {
  readonly names: ResourceNames
  private link: WireGuardLink | null = null
  /** what the interface was told last, and what it should be told when it is made anew */
  private told: ResourcePeers = NOBODY
  private wanted: ResourcePeers = NOBODY
  private routes: Routes = new Map()
  private queue: Promise<unknown> = Promise.resolve()
  private hasNamespace = false
  private isRemoved = false

  constructor(
    private readonly workshop: Workshop,
    private readonly spec: ResourceSpec,
    private readonly events: ResourceEvents,
  ) {
    this.names = resourceNames(spec.id)
  }

  get pid(): number | null {
    return this.link?.pid ?? null
  }

  inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.queue.then(task)
    this.queue = turn.catch(() => {})
    return turn
  }

  async prepare(): Promise<void> {
    const { namespace, bridge } = this.names
    const { signal } = this.workshop
    const prefix = readIpv4Cidr(this.spec.subnet)?.prefix ?? 24
    await ipBatch(null, [`netns add ${namespace}`], { signal })
    this.hasNamespace = true
    await ipBatch(
      namespace,
      [
        'link set dev lo up',
        // "name" is needed: a bare "br" would be read as "broadcast"
        `link add name ${bridge} mtu ${BRIDGE_MTU} type bridge`,
        `address add ${addressIn(this.spec.subnet, 1)}/${prefix} dev ${bridge}`,
        `link set dev ${bridge} up`,
      ],
      { signal },
    )
    const forwarding = ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']
    await runChecked(inNamespace(namespace, 'sysctl', ['-q', '-w', ...forwarding]), { signal })
    await this.addLink()
  }

  /** The part that is lost with a wireguard-go. */
  private async addLink(): Promise<void> {
    const { namespace: home, wireguard: name } = this.names
    this.link = await addWireGuard(this.workshop, this.place, () => this.lost())
    await configureWireGuard(this.workshop, this.place, this.text(NOBODY))
    const tunnel = tunnelHost(this.spec.subnet)
    await ipBatch(
      home,
      [
        `link set dev ${name} mtu ${TUNNEL_MTU}`,
        `address add ${tunnel}/${TUNNEL_PREFIX} dev ${name}`,
        `link set dev ${name} up`,
      ],
      { signal: this.workshop.signal },
    )
  }

  /** Tells a fresh interface all. */
  async configure(wanted: ResourcePeers): Promise<void> {
    this.wanted = wanted
    await configureWireGuard(this.workshop, this.place, this.text(wanted))
    this.told = wanted
    await this.route(wanted)
  }

  /** Tells a running interface what is new. */
  async change(wanted: ResourcePeers): Promise<void> {
    this.wanted = wanted
    await changePeers(this.workshop, this.place, peerChanges(this.told, wanted))
    this.told = wanted
    await this.route(wanted)
  }

  private async route({ peers }: ResourcePeers): Promise<void> {
    const { namespace, wireguard } = this.names
    const routes = routesOf(this.spec.subnet, peers)
    const { signal } = this.workshop
    await ipBatch(namespace, routeChanges(this.routes, routes, wireguard), { signal })
    this.routes = routes
  }

  private get place() {
    const { namespace: home, wireguard: name } = this.names
    return { name, home, birth: this.spec.birth }
  }

  private text(wanted: ResourcePeers): string {
    const { privateKey, listenPort } = this.spec
    return wireGuardText({ privateKey, listenPort, ...wanted })
  }

  private lost(): void {
    void this.inTurn(() => this.rebuild())
  }

  private async rebuild(): Promise<void> {
    while (!this.isRemoved) {
      try {
        this.routes = new Map()
        await this.addLink()
        await this.configure(this.wanted)
        this.events.rebuilt?.()
        return
      } catch (error) {
        this.events.rebuildFailed?.(error)
        await this.link?.stop()
        await pause(REBUILD_PAUSE_MS)
      }
    }
  }

  /**
   * Also of what is only half there, but never of another's of the same name. A deleted namespace would leave its
   * wireguard-go running unseen: that goes first.
   */
  async remove(): Promise<void> {
    this.isRemoved = true
    await this.inTurn(async () => {
      await this.link?.stop()
      if (!this.hasNamespace) return
      this.hasNamespace = false
      await run({ program: 'ip', args: ['netns', 'del', this.names.namespace] })
    })
  }
}
