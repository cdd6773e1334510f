import type { SelectOption } from '@/components/ui/select'
import type { NetworkDesign } from '@/lib/network/model'
import { nodeLabels } from '@/lib/network/labels'
import { classOf, type FactsMap } from './connect'
import { factsOf } from './facts'

/** Nodes a device may dial: hidden ones stay in the list with the reason, so that nobody looks for them. */
export function accessOptions(
  design: NetworkDesign,
  facts: FactsMap,
  current?: string,
): SelectOption[] {
  const nameOf = nodeLabels(factsOf(design, facts))
  const options = design.resources.map(({ nodeId }) => {
    const isHidden = classOf(design, facts, nodeId) === 'hidden'
    const name = nameOf(nodeId)
    return {
      value: nodeId,
      label: isHidden ? `${name} (hidden: nothing can dial it)` : name,
      disabled: isHidden && nodeId !== current,
    }
  })
  if (current === undefined || options.some(({ value }) => value === current)) return options
  return [{ value: current, label: 'not in the network' }, ...options]
}
