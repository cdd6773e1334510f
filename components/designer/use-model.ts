import { useMemo } from 'react'
import type { NodeFacts, PlannedNetwork, Problem } from '@/lib/network/model'
import { validateDesign } from '@/lib/network/validate'
import { candidatesOf } from '@/lib/network/validate-candidates'
import type { PaletteNode } from './model/palette-node'
import { factsOf, ownPorts, toFacts } from './model/facts'
import { namesOf, planOrNull, toPicture } from './model/picture'
import { stagedOf, type Staged } from './model/staged'
import type { Picture } from './model/types'
import { useDesigner } from './store/context'

export interface DesignerModel {
  /** of every node of the grid */
  facts: ReadonlyMap<string, NodeFacts>
  nodes: ReadonlyMap<string, PaletteNode>
  planned: PlannedNetwork | null
  problems: readonly Problem[]
  staged: Staged
  picture: Picture
  nameOf: (id: string) => string
}

/** Everything derived from the document: recomputed when it or the grid changes, never stored. */
export function useModel(nodeViews: readonly PaletteNode[]): DesignerModel {
  const design = useDesigner((state) => state.design)
  const plan = useDesigner((state) => state.plan)
  const { publicKeys, deployed } = useDesigner((state) => state.server)
  const nodes = useMemo(() => new Map(nodeViews.map((node) => [node.nodeId, node])), [nodeViews])
  const facts = useMemo(() => toFacts(nodeViews, ownPorts(plan)), [nodeViews, plan])
  const own = useMemo(() => factsOf(design, facts), [design, facts])
  const candidates = useMemo(
    () => candidatesOf(facts.values(), (nodeId) => own.has(nodeId)),
    [facts, own],
  )
  const problems = useMemo(
    () => validateDesign(design, own, { candidates }),
    [design, own, candidates],
  )
  const planned = useMemo(() => planOrNull(design, own, publicKeys), [design, own, publicKeys])
  const staged = useMemo(() => stagedOf(design, deployed, plan), [design, deployed, plan])
  const picture = useMemo(
    () => toPicture({ design, facts: own, nodes, publicKeys, deployed, staged, problems }, planned),
    [design, own, nodes, publicKeys, deployed, staged, problems, planned],
  )
  const nameOf = useMemo(() => namesOf(design, own), [design, own])
  return { facts, nodes, planned, problems, staged, picture, nameOf }
}
