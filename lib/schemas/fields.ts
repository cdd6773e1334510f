import { z } from 'zod'

/** Parts shared by forms, REST bodies and stored JSON. The pure core checks meaning; these check form. */

/** Name of a network: what tfuser and a file name can carry. */
export const networkName = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9-]{0,30}$/,
    'Use 1 to 31 lower-case letters, digits and dashes, a letter first.',
  )

/** Name of a device, an identity or a grid as people see it. */
export const displayName = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(60, 'Use at most 60 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'Leave out line breaks and control characters.')

export const nodeId = z.string().min(1, 'Name a node.').max(64, 'That is no node id.')
export const cidrText = z.string().trim().max(43, 'That is no CIDR.')
export const portNumber = z
  .int('A port is a whole number.')
  .min(1024, 'Use a port from 1024 to 65535.')
  .max(65535, 'Use a port from 1024 to 65535.')
export const peerMode = z.enum(['safe', 'compat'])
export const family = z.enum(['ipv4', 'ipv6'])
export const role = z.enum(['viewer', 'designer', 'operator', 'owner'])
export type Role = z.output<typeof role>
export const email = z.email('Type an e-mail address such as ada@example.com.').max(254)
export const password = z
  .string()
  .min(10, 'Use at least 10 characters.')
  .max(200, 'Use at most 200 characters.')
export const explorerUrl = z
  .url({ protocol: /^https?$/, error: 'Type an address that begins with http:// or https://.' })
  .max(500)
/** Duration as people type it; the pure core refuses bare numbers with its own sentence. */
export const durationText = z
  .string()
  .trim()
  .min(1, 'Say how long, for instance 2h or 14d.')
  .max(40)
