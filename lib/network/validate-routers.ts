import type { EndpointClass } from './endpoints'
import type { Problem, ResourceDesign } from './model'
import { membersOf, routing, type Member } from './safe-routing'
import { nodeObject, toPeerNetwork } from './to-peer-network'
import { addFix } from './validate-candidates'
import type { Checked } from './validate-context'
import { dialledFamilies } from './validate-devices'
import { listed } from './listed'

/** Who carries the pairs that have no tunnel of their own: nobody, somebody who cannot, or one alone. */
export function routerProblems(checked: Checked): Problem[] {
  return [...missingRouter(checked), ...unfitRouters(checked), ...singleRouters(checked)]
}

/** A hidden node can dial IPv4 only: without any node that has it, it reaches nobody, whatever the mode. */
function missingRouter(checked: Checked): Problem[] {
  const { design, facts, nodeLabel } = checked
  const known = design.resources.filter(({ nodeId }) => facts.has(nodeId))
  const hidden = known.filter((resource) => dialledFamilies(checked, resource).size === 0)
  if (hidden.length === 0) return []
  if (known.some((resource) => dialledFamilies(checked, resource).has('ipv4'))) return []
  const places = hidden.map(({ nodeId }) => nodeLabel(nodeId))
  const many = hidden.length > 1
  return [
    {
      code: 'NO_ROUTER',
      severity: 'error',
      objects: hidden.map(({ nodeId }) => nodeObject(nodeId)),
      message: `${listed(places)}: ${many ? 'hidden nodes need' : 'a hidden node needs'} a node with a public IPv4 address in the network; add one.`,
      ...(unhideFix(checked, hidden) ?? addFix(checked, ['dual', 'ipv4'])),
    },
  ]
}

function unhideFix(
  checked: Checked,
  hidden: readonly ResourceDesign[],
): Pick<Problem, 'fix'> | null {
  const forced = hidden.find(
    (resource) =>
      resource.forceHidden &&
      dialledFamilies(checked, { ...resource, forceHidden: false }).has('ipv4'),
  )
  if (!forced) return null
  const command = {
    type: 'set-resource',
    nodeId: forced.nodeId,
    patch: { forceHidden: false },
  } as const
  return { fix: { label: `Use the addresses of ${checked.nodeLabel(forced.nodeId)}`, command } }
}

/** Somebody chose a router that nobody can dial, or that is not there. */
function unfitRouters(checked: Checked): Problem[] {
  const { design, facts, nodeLabel } = checked
  if (design.mode !== 'safe') return []
  return design.routers.flatMap((nodeId): Problem[] => {
    const resource = design.resources.find((candidate) => candidate.nodeId === nodeId)
    if (resource && (!facts.has(nodeId) || dialledFamilies(checked, resource).size > 0)) return []
    const why = resource ? 'is hidden, so nobody can dial it' : 'is not in the network'
    const routers = design.routers.filter((other) => other !== nodeId)
    return [
      {
        code: 'ROUTER_UNFIT',
        severity: 'warning',
        objects: [resource ? nodeObject(nodeId) : 'network'],
        message: `${nodeLabel(nodeId)}: it is chosen as a router but ${why}; another one is used instead.`,
        fix: {
          label: `Do not route through ${nodeLabel(nodeId)}`,
          command: { type: 'set-network', patch: { routers } },
        },
      },
    ]
  })
}

/** Pairs without a tunnel of their own, by the router that carries them. */
function carriedPairs(checked: Checked): Map<Member, [Member, Member][]> {
  const network = toPeerNetwork(checked.design, checked.facts, {})
  const members = membersOf(network)
  const via = routing(members, network.routers ?? [])
  const carried = new Map<Member, [Member, Member][]>()
  members.forEach((from, index) => {
    for (const to of members.slice(index + 1)) {
      const router = via(from, to)
      if (!router || router === to) continue
      const pairs = carried.get(router) ?? []
      pairs.push([from, to])
      carried.set(router, pairs)
    }
  })
  return carried
}

/** One node carries pairs that no other node here could carry: when it stops they are cut. */
function singleRouters(checked: Checked): Problem[] {
  const { design } = checked
  if (design.mode !== 'safe') return []
  const members = membersOf(toPeerNetwork(design, checked.facts, {}))
  return [...carriedPairs(checked)].flatMap(([router, pairs]): Problem[] => {
    const others = members.filter(({ index }) => index !== router.index)
    const other = routing(others, [])
    const alone = pairs.filter(([a, b]) => other(a, b) === null)
    const [first] = alone
    return first ? [singleRouter(checked, { router, alone, first })] : []
  })
}

interface Alone {
  router: Member
  alone: readonly [Member, Member][]
  first: [Member, Member]
}

function singleRouter(checked: Checked, { router, alone, first }: Alone): Problem {
  const nameOf = ({ resource }: Member) => checked.nodeLabel(resource.nodeId)
  const pair = `${nameOf(first[0])} and ${nameOf(first[1])}`
  const more = alone.length - 1
  const whom = more === 0 ? pair : `${pair} and ${more} more ${more === 1 ? 'pair' : 'pairs'}`
  return {
    code: 'SINGLE_ROUTER',
    severity: 'warning',
    objects: [nodeObject(router.resource.nodeId)],
    message: `${nameOf(router)}: it alone carries ${whom}; if it stops, nobody here can take over.`,
    ...addFix(checked, routersFor(alone)),
  }
}

/** Classes that could carry these pairs: with an IPv6-only end only a node with both families. */
function routersFor(pairs: readonly [Member, Member][]): EndpointClass[] {
  return pairs.flat().some(({ kind }) => kind === 'ipv6') ? ['dual'] : ['dual', 'ipv4']
}
