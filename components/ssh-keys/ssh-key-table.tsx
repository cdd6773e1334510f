'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { LocalTime } from '@/components/ui/time'
import type { SshKeyView } from '@/lib/schemas/files'
import { DefaultSwitch } from './default-switch'
import { SshKeyMenu } from './ssh-key-menu'

interface SshKeyTableProps {
  keys: readonly SshKeyView[]
  canEdit: boolean
}

const TH = 'h-8 px-2 text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'h-11 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-md:h-auto max-md:p-0!'

export function SshKeyTable({ keys, canEdit }: SshKeyTableProps) {
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">SSH keys</caption>
        <thead className="border-b max-md:sr-only">
          <tr>
            <th className={TH}>Name</th>
            <th className={TH}>Type</th>
            <th className={TH}>Fingerprint</th>
            <th className={TH}>From</th>
            <th className={TH}>In new clusters</th>
            <th className={TH}>Added</th>
            <th className={TH}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {keys.map((key) => (
            <Row key={key.id} sshKey={key} canEdit={canEdit} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ sshKey, canEdit }: { sshKey: SshKeyView; canEdit: boolean }) {
  const { name, line, fingerprint, source, createdAt } = sshKey
  return (
    <tr className="border-t border-border/65 first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3">
      <th scope="row" className={`${TD} max-w-60 truncate text-label`}>
        {name}
      </th>
      <td className={`${TD} mono text-fg-2 max-md:hidden`}>{line.split(' ', 1)[0]}</td>
      <td className={`${TD} max-md:order-1 max-md:col-span-3`}>
        <span className="mono inline-flex max-w-full items-center gap-1 text-fg-2">
          <span className="truncate" title={fingerprint}>
            {fingerprint}
          </span>
          <CopyButton text={line} what={`public key ${name}`} />
        </span>
      </td>
      <td className={`${TD} text-fg-2 max-md:hidden`}>{source}</td>
      <td className={TD}>
        <span className="flex items-center gap-2 text-caption text-fg-3">
          <span className="md:hidden">in new clusters</span>
          <DefaultSwitch sshKey={sshKey} disabled={!canEdit} />
        </span>
      </td>
      <td className={`${TD} text-fg-3 max-md:hidden`}>
        <LocalTime at={createdAt} />
      </td>
      <td className={`${TD} text-right`}>{canEdit && <SshKeyMenu sshKey={sshKey} />}</td>
    </tr>
  )
}
