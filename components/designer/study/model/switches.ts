import type { NetworkDesign, NodeFacts } from '@/lib/network/model'
import { familyOf } from '@/lib/network/endpoints'
import { formatOff, type Conditions, type Off } from '@/lib/network/trace-conditions'

/**
 * One thing that can be switched off, named so that it stays the same when the design changes: a device by its id, not
 * by its place in the list.
 */
export interface Switch {
  key: string
  label: string
  /** what stands beside the label: an address, or why there is none */
  detail: string
  off: Off
}

/** The switches of one object: the object itself, then its addresses. */
export interface SwitchGroup {
  object: string
  title: string
  self: Switch
  parts: readonly Switch[]
  /** a hidden node has nothing to switch but itself */
  note: string | null
}

/** Every switch of the design, in list order. */
export function switchGroups(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
  nameOf: (objectId: string) => string,
): SwitchGroup[] {
  return [
    ...design.resources.map(({ nodeId, forceHidden }): SwitchGroup => {
      const object = `node:${nodeId}`
      const endpoints = forceHidden ? [] : (facts.get(nodeId)?.endpoints ?? [])
      const title = nameOf(object)
      return {
        object,
        title,
        self: { key: object, label: title, detail: '', off: { kind: 'node', nodeId } },
        parts: endpoints.map((address) => endpointSwitch(nodeId, address)),
        note: endpoints.length === 0 ? 'no public address, dials out over IPv4' : null,
      }
    }),
    ...design.devices.map(({ id, name }, index): SwitchGroup => {
      const object = `device:${id}`
      const self = { key: object, label: name, detail: '', off: { kind: 'device', index } as const }
      return { object, title: name, self, parts: [], note: null }
    }),
  ]
}

function endpointSwitch(nodeId: string, address: string): Switch {
  const off = { kind: 'endpoint', nodeId, address } as const
  const label = familyOf(address) === 'ipv6' ? 'IPv6' : 'IPv4'
  return { key: formatOff(off), label, detail: address, off }
}

/** What is off of those, in the order of the list; keys of things that are gone mean nothing any more. */
export function conditionsOf(groups: readonly SwitchGroup[], off: readonly string[]): Conditions {
  const wanted = new Set(off)
  return groups
    .flatMap(({ self, parts }) => [self, ...parts])
    .filter(({ key }) => wanted.has(key))
    .map((one) => one.off)
}

/** Short words for a card whose object is touched by what is off: "off", "IPv6 off". */
export function offWords(
  groups: readonly SwitchGroup[],
  off: readonly string[],
): ReadonlyMap<string, string> {
  const wanted = new Set(off)
  const words = new Map<string, string>()
  for (const { object, self, parts } of groups) {
    const gone = parts.filter(({ key }) => wanted.has(key)).map(({ label }) => label)
    if (wanted.has(self.key)) words.set(object, 'off')
    else if (gone.length > 0) words.set(object, `${[...new Set(gone)].join(' and ')} off`)
  }
  return words
}

/** What is off in a sentence: "Ghent IPv6, ada-laptop". */
export function offSentence(groups: readonly SwitchGroup[], off: readonly string[]): string {
  const wanted = new Set(off)
  return groups
    .flatMap(({ title, self, parts }) =>
      wanted.has(self.key)
        ? [title]
        : parts.filter(({ key }) => wanted.has(key)).map(({ label }) => `${title} ${label}`),
    )
    .join(', ')
}
