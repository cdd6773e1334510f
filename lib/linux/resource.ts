import type { ChildProcess } from 'node:child_process'
import type { PlannedResource } from '@/lib/network/model'
import { enableForwarding, ipBatch } from './namespace'
import {
  peerRoutes,
  resourceAddresses,
  routeChanges,
  WIREGUARD_MTU,
  type PeerRoute,
} from './resource-plan'
import { createInterface, setConfig, syncConfig, type WireGuardKind } from './wireguard'

/** Names of one network resource on the machine; each at most 15 characters, unique. */
export interface ResourceNames {
  /** where the UDP socket is: the machine itself, or what stands for it */
  socketNamespace: string
  /** the resource's own namespace */
  namespace: string
  wireguard: string
  bridge: string
}

/** A network resource to be built. */
export interface ResourceSpec {
  names: ResourceNames
  resource: PlannedResource
  privateKey: string
  /** folder for files that hold keys for a moment */
  folder: string
}

/**
 * One node's part of a network on this machine: bridge, WireGuard interface, addresses and routes. It is started in two
 * phases, for peers that all begin at once cross each other's handshakes: `create`, then `connect`.
 */
export class Resource {
  private routes: PeerRoute[] = []
  private child: ChildProcess | null = null
  private ended = false

  constructor(
    private readonly kind: WireGuardKind,
    private spec: ResourceSpec,
    private readonly onLost: (resource: Resource) => void = () => undefined,
  ) {}

  get nodeId(): string {
    return this.spec.resource.nodeId
  }

  get interfaceName(): string {
    return this.spec.names.wireguard
  }

  /** Bridge and addresses, once; they stay when WireGuard is built anew. */
  async createBridge(): Promise<void> {
    const { namespace, bridge } = this.spec.names
    const { gateway, prefix } = resourceAddresses(this.spec.resource.subnet)
    await enableForwarding(namespace)
    await ipBatch(namespace, [
      'link set lo up',
      `link add ${bridge} mtu 1500 type bridge`,
      `addr add ${gateway}/${prefix} dev ${bridge}`,
      `link set dev ${bridge} up`,
    ])
  }

  /** Phase one: the interface with key, port and address, up and without peers. */
  async create(): Promise<void> {
    const { names, resource, privateKey } = this.spec
    const { wireguard: name, socketNamespace, namespace } = names
    this.child = await createInterface(this.kind, { name, socketNamespace, namespace })
    this.child?.once('exit', () => this.lose())
    await setConfig(this.target, { privateKey, listenPort: resource.listenPort, peers: [] })
    await ipBatch(namespace, [
      `addr add ${resourceAddresses(resource.subnet).tunnel} dev ${name}`,
      `link set dev ${name} mtu ${WIREGUARD_MTU} up`,
    ])
  }

  /** Phase two: the peers and the routes to what they carry. */
  async connect(): Promise<void> {
    await setConfig(this.target, this.config)
    await this.changeRoutes(peerRoutes(this.spec.resource))
  }

  /** Takes over other peers while the tunnels that stay go on. */
  async update(resource: PlannedResource): Promise<void> {
    this.spec = { ...this.spec, resource }
    await syncConfig(this.target, this.config)
    await this.changeRoutes(peerRoutes(resource))
  }

  /** Builds what vanished with a WireGuard process anew. */
  async rebuild(): Promise<void> {
    this.routes = []
    await this.create()
    await this.connect()
  }

  /** Ends the WireGuard process first: it would go on unseen when its namespace is gone. */
  async close(): Promise<void> {
    this.ended = true
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await gone
  }

  /** Process of the userspace interface, for tests that kill it. */
  get pid(): number | undefined {
    return this.child?.pid
  }

  private lose(): void {
    if (!this.ended) this.onLost(this)
  }

  private get target() {
    const { names, folder } = this.spec
    return { name: names.wireguard, namespace: names.namespace, folder }
  }

  private get config() {
    const { resource, privateKey } = this.spec
    return { privateKey, listenPort: resource.listenPort, peers: resource.peers }
  }

  private async changeRoutes(after: PeerRoute[]): Promise<void> {
    const { namespace, wireguard } = this.spec.names
    await ipBatch(namespace, routeChanges(this.routes, after, wireguard))
    this.routes = after
  }
}
