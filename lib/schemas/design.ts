import { z } from 'zod'
import {
  cidrText,
  displayName,
  family,
  networkName,
  nodeId,
  peerMode,
  portNumber,
} from '@/lib/schemas/fields'

/** Stored and sent form of a NetworkDesign. Limits keep a hostile body small; meaning is checked by the core. */
export const resourceDesignSchema = z.strictObject({
  nodeId,
  subnet: cidrText,
  listenPort: portNumber,
  forceHidden: z.boolean().default(false),
})
export const deviceDesignSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'A device id is letters, digits and dashes.'),
  name: displayName,
  accessNodeId: nodeId,
  subnet: cidrText,
  family,
  ownPublicKey: z.string().max(60).optional(),
  mtu: z.number().int().min(0).max(65535).optional(),
})
export const networkDesignSchema = z.strictObject({
  name: networkName,
  range: cidrText,
  mode: peerMode.default('safe'),
  resources: z.array(resourceDesignSchema).max(255, 'A /16 has room for 255 resources.'),
  devices: z.array(deviceDesignSchema).max(255, 'A /16 has room for 255 devices.'),
  routers: z.array(nodeId).max(16).default([]),
})
export const positionsSchema = z.record(
  z.string().max(90),
  z.strictObject({ x: z.number(), y: z.number() }),
)
