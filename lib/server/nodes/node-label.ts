import { countryCode } from '@/lib/network/country-code'
import { shortKey } from '@/lib/network/labels'

/** What people call a node: `Ghent BE`, the country when no city is known, else its short key. */
export function nodeLabel(node: { nodeId: string; city: string; country: string }): string {
  const code = countryCode(node.country) ?? node.country
  if (node.city) return `${node.city} ${code}`.trim()
  return node.country || shortKey(node.nodeId)
}
