import { z } from 'zod'
import { networkDesignSchema, positionsSchema } from '@/lib/schemas/design'
import {
  cidrText,
  displayName,
  durationText,
  email,
  explorerUrl,
  networkName,
  nodeId,
  password,
  peerMode,
} from '@/lib/schemas/fields'

/** Bodies of the REST API; the forms resolve against the same objects. */

export const setupSchema = z.strictObject({
  code: z.string().trim().min(1, 'Type the code the terminal printed.').max(40),
  name: displayName,
  email,
  password,
})
export const createIdentitySchema = z.strictObject({ name: displayName })
export const importIdentitySchema = z.strictObject({
  name: displayName,
  seedFile: z.base64('seedFile is the user.seed file in base64.').max(200),
})
/** Export asks for the password again. */
export const exportIdentitySchema = z.strictObject({ password: z.string().min(1).max(200) })
export const updateIdentitySchema = z.strictObject({
  name: displayName.optional(),
  shared: z.boolean().optional(),
})
export const createGridSchema = z.strictObject({ name: displayName, url: explorerUrl })

export const createNetworkSchema = z.strictObject({
  name: networkName,
  range: cidrText,
  mode: peerMode.optional(),
  /** nodes to put into it at once */
  nodeIds: z.array(nodeId).max(255).optional(),
  gridId: z.string().max(40).optional(),
  identityId: z.string().max(40).optional(),
})
/** PUT: replaces the design. `revision` is the one it started from. */
export const saveNetworkSchema = z.strictObject({
  revision: z.int().min(1),
  design: networkDesignSchema,
  positions: positionsSchema.optional(),
  identityId: z.string().max(40).nullable().optional(),
})
export const addDeviceSchema = z.strictObject({
  name: displayName,
  accessNodeId: nodeId,
  family: z.enum(['ipv4', 'ipv6']).optional(),
  publicKey: z.string().max(60).optional(),
})
export const importNetworkSchema = z.strictObject({
  /** text of a tfuser network.json */
  file: z.string().max(2_000_000),
  name: networkName.optional(),
  gridId: z.string().max(40).optional(),
})
export const applySchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'hash is the 64 hex digits the plan answered.'),
  /** not needed when the network is already deployed: it keeps its end instant */
  duration: durationText.optional(),
  identityId: z.string().max(40).optional(),
})
export const planQuerySchema = z.strictObject({ duration: durationText.optional() })
/** Deleting asks for the name of what is deleted. */
export const deleteNetworkSchema = z.strictObject({ confirm: z.string().max(60) })

/** `POST /api/v1/tools/plan-peers`: tfuser's generator input in its own spelling, plus the mode. */
export const planPeersSchema = z.object({
  mode: peerMode,
  name: z.string().max(200),
  ip_range: cidrText,
  net_resources: z
    .array(
      z.object({
        node_id: z.string().max(100),
        subnet: cidrText,
        wg_public_key: z.string().max(60),
        wg_listen_port: z.int().min(0).max(65535),
        pub_endpoints: z.array(z.string().max(60)).max(64).nullable(),
      }),
    )
    .max(512),
  access_points: z
    .array(
      z.object({
        node_id: z.string().max(100),
        subnet: cidrText,
        wg_public_key: z.string().max(60),
        ip4: z.boolean(),
      }),
    )
    .max(512)
    .nullable(),
  routers: z.array(z.string().max(100)).max(16).optional(),
})

export type CreateNetworkInput = z.input<typeof createNetworkSchema>
export type SaveNetworkInput = z.input<typeof saveNetworkSchema>
export type ApplyInput = z.input<typeof applySchema>
