import { endpointClass, type EndpointClass } from '@/lib/network/endpoints'
import { nodeLabels, shortKey } from '@/lib/network/labels'
import type { NetworkDesign, NodeFacts, PlannedNetwork } from '@/lib/network/model'
import { deviceObject, nodeObject } from '@/lib/network/to-peer-network'

/** What people call things in a plan. */
export interface PlanLabels {
  ofNode: (nodeId: string) => string
  /** owner of a WireGuard public key: a node's label or a device's name */
  ofKey: (publicKey: string) => string
  /** planPeers' names: a node id, or `device:N` */
  ofPlanId: (id: string) => string
  classOf: (nodeId: string) => EndpointClass
}

interface LabelInput {
  design: NetworkDesign
  facts: ReadonlyMap<string, NodeFacts>
  oldFacts: ReadonlyMap<string, NodeFacts>
  publicKeys: ReadonlyMap<string, string>
}

/** Labels for everything that stands in the design or on the grid. */
export function planLabels(input: LabelInput, before: PlannedNetwork): PlanLabels {
  const { design, publicKeys } = input
  const facts = new Map([...input.oldFacts, ...input.facts])
  const ofNode = nodeLabels(facts)
  const owners = new Map<string, string>([
    ...before.resources.map((r): [string, string] => [r.publicKey, ofNode(r.nodeId)]),
    ...design.resources.map((r): [string, string] => [
      publicKeys.get(nodeObject(r.nodeId)) ?? nodeObject(r.nodeId),
      ofNode(r.nodeId),
    ]),
    ...design.devices.map((d): [string, string] => [
      d.ownPublicKey || (publicKeys.get(deviceObject(d.id)) ?? deviceObject(d.id)),
      d.name,
    ]),
  ])
  return {
    ofNode,
    ofKey: (publicKey) => owners.get(publicKey) ?? `a device (${shortKey(publicKey)})`,
    ofPlanId: (id) => {
      const index = /^device:(\d+)$/.exec(id)?.[1]
      return index === undefined ? ofNode(id) : (design.devices[Number(index)]?.name ?? id)
    },
    classOf: (nodeId) => {
      const isForced = design.resources.some((r) => r.nodeId === nodeId && r.forceHidden)
      return isForced ? 'hidden' : endpointClass(facts.get(nodeId)?.endpoints ?? [])
    },
  }
}
