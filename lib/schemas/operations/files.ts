import { z } from 'zod'
import * as schema from '@/lib/schemas/files'
import type { OperationDoc } from '@/lib/schemas/operations/doc'

const yaml = (description: string) => ({ mediaType: 'application/yaml', description })

const files: OperationDoc[] = [
  {
    path: '/files',
    method: 'get',
    tag: 'files',
    summary: 'Files to download again, without their content',
    query: schema.filesQuerySchema,
    answer: z.array(schema.fileViewSchema),
  },
  {
    path: '/files/{id}',
    method: 'get',
    tag: 'files',
    summary: 'Download a file',
    description:
      'wg.conf or kubeconfig with its secrets. Every download is counted and stands in the audit page.',
    answer: {
      mediaType: 'text/plain',
      description: 'The file; application/yaml for a kubeconfig.',
    },
  },
  {
    path: '/files/{id}',
    method: 'delete',
    tag: 'files',
    status: 204,
    summary: 'Delete a kubeconfig',
    description: 'A wg.conf goes with its device.',
  },
  {
    path: '/files/{id}/masked',
    method: 'get',
    tag: 'files',
    summary: 'A file with dots for its secrets',
    answer: schema.maskedFileSchema,
  },
  {
    path: '/files/kubeconfig',
    method: 'get',
    tag: 'files',
    summary: 'Several kubeconfigs as one file',
    description: 'ids=a,b. The first one’s context is current.',
    query: schema.mergedQuerySchema,
    answer: yaml('One kubeconfig with every context.'),
  },
  {
    path: '/clusters/{id}/kubeconfig',
    method: 'post',
    tag: 'files',
    status: 201,
    summary: 'Keep a cluster’s kubeconfig',
    description:
      'The k3s.yaml of its master. Refused when it could start a program, read a file or talk to another server; its address and names are rewritten to the cluster’s. details.problems names every refused field.',
    body: schema.uploadKubeconfigSchema,
    answer: schema.fileViewSchema,
  },
]

const sshKeys: OperationDoc[] = [
  {
    path: '/ssh-keys',
    method: 'get',
    tag: 'ssh-keys',
    summary: 'Your SSH keys',
    answer: z.array(schema.sshKeyViewSchema),
  },
  {
    path: '/ssh-keys',
    method: 'post',
    tag: 'ssh-keys',
    status: 201,
    summary: 'Keep a public key',
    body: schema.addSshKeySchema,
    answer: schema.sshKeyViewSchema,
  },
  {
    path: '/ssh-keys/lookup',
    method: 'post',
    tag: 'ssh-keys',
    summary: 'Public keys of a GitHub account',
    description: 'Asks GitHub now and keeps nothing.',
    body: schema.lookupSshKeysSchema,
    answer: schema.foundSshKeysSchema,
  },
  {
    path: '/ssh-keys/{id}',
    method: 'patch',
    tag: 'ssh-keys',
    summary: 'Rename a key, or let new clusters start with it',
    body: schema.updateSshKeySchema,
    answer: schema.sshKeyViewSchema,
  },
  {
    path: '/ssh-keys/{id}',
    method: 'delete',
    tag: 'ssh-keys',
    status: 204,
    summary: 'Remove a key',
    description: 'Machines that have it keep it.',
  },
]

/** Files to download again, and SSH keys. */
export const FILES: readonly OperationDoc[] = [...files, ...sshKeys]
