import { z } from 'zod'
import { displayName } from '@/lib/schemas/fields'

/** Bodies and answers about files to download again and about SSH keys. Instants are ISO 8601 in UTC. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

export const FILE_KINDS = ['wg.conf', 'kubeconfig'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const filesQuerySchema = z.object({
  q: z.string().trim().max(100).optional().describe('part of a name'),
  kind: z.enum(FILE_KINDS).optional(),
  networkId: z.string().max(40).optional(),
  clusterId: z.string().max(40).optional(),
})
export type FilesQuery = z.output<typeof filesQuerySchema>

/** A file without its content. */
export const fileViewSchema = z.object({
  id: z.string(),
  kind: z.enum(FILE_KINDS),
  name: z.string().describe('file name'),
  networkId: z.string().nullable(),
  networkName: z.string().nullable(),
  deviceId: z.string().nullable(),
  deviceName: z.string().nullable(),
  hasOwnKey: z
    .boolean()
    .describe('a device that keeps its private key: the file has a placeholder'),
  clusterId: z.string().nullable(),
  clusterName: z.string().nullable(),
  makerName: z.string().nullable().describe('who had it made; null: a script'),
  revision: z.number().describe('counts contents that differ'),
  contentAt: instant.describe('when this revision was made'),
  downloads: z.number().describe('how often somebody read it'),
  lastDownloadAt: instant.nullable(),
  changedSince: z
    .boolean()
    .describe('there is a newer revision than the one whoever asks downloaded last'),
  createdAt: instant,
})
export type FileView = z.output<typeof fileViewSchema>

export const maskedFileSchema = fileViewSchema.extend({
  text: z.string().describe('the content with dots for its secrets'),
})
export type MaskedFile = z.output<typeof maskedFileSchema>

export const mergedQuerySchema = z.object({
  ids: z
    .string()
    .max(8_000)
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .pipe(z.array(z.string().max(40)).min(1, 'Name the files: ids=a,b').max(200)),
})

export const uploadKubeconfigSchema = z.strictObject({
  file: z.string().max(1_000_000).describe('text of the k3s.yaml'),
})

export const sshKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  line: z.string(),
  fingerprint: z.string().describe('SHA256:…'),
  source: z.string().describe('pasted, or github: and the account'),
  isDefault: z.boolean().describe('new clusters start with it'),
  createdAt: instant,
})
export type SshKeyView = z.output<typeof sshKeyViewSchema>

const keyLine = z.string().max(16_000)
const account = z.string().trim().min(1, 'Name a GitHub account.').max(60)

export const addSshKeySchema = z.strictObject({
  line: keyLine.describe('a public key line'),
  name: displayName.optional().describe('its comment when left out'),
  account: account.optional().describe('the GitHub account it was looked up in'),
  isDefault: z.boolean().optional(),
})
export type AddSshKey = z.output<typeof addSshKeySchema>
export const updateSshKeySchema = z.strictObject({
  name: displayName.optional(),
  isDefault: z.boolean().optional(),
})
export type UpdateSshKey = z.output<typeof updateSshKeySchema>
export const lookupSshKeysSchema = z.strictObject({ account })

export const foundSshKeysSchema = z.object({
  account: z.string(),
  keys: z.array(
    z.object({
      line: z.string(),
      fingerprint: z.string(),
      comment: z.string(),
      type: z.string(),
    }),
  ),
  dropped: z.number().describe('lines that are no usable key'),
})
export type FoundSshKeys = z.output<typeof foundSshKeysSchema>
