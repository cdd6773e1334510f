'use client'

import { Key } from '@/components/ui/key'
import { LocalTime } from '@/components/ui/time'
import type { IdentityView } from '@/lib/schemas/views'
import { IdentityMenu } from './identity-menu'
import { ShareSwitch } from './share-switch'

const COLUMNS = [
  'Name',
  'Id',
  'Made by',
  'Team may sign',
  'Live reservations',
  'Made',
  'Actions',
] as const

interface IdentityTableProps {
  identities: readonly IdentityView[]
  /** makes identities, and manages their own */
  canManage: boolean
  /** manages everybody's */
  isOwner: boolean
}

export function IdentityTable({ identities, canManage, isOwner }: IdentityTableProps) {
  return (
    <div className="overflow-x-auto">
      <table aria-label="Identities" className="w-full min-w-[720px]">
        <thead>
          <tr className="h-8 border-b text-caption text-fg-3">
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={`px-2 whitespace-nowrap first:pl-4 last:pr-4 ${column === 'Live reservations' ? 'text-right' : ''}`}
              >
                {column === 'Actions' ? <span className="sr-only">Actions</span> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {identities.map((identity) => (
            <IdentityRow
              key={identity.id}
              identity={identity}
              canManage={isOwner || (canManage && identity.isMine)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function IdentityRow({ identity, canManage }: { identity: IdentityView; canManage: boolean }) {
  return (
    <tr className="h-11 border-b whitespace-nowrap last:border-b-0">
      <th scope="row" className="max-w-60 truncate px-2 pl-4 text-label">
        {identity.name}
      </th>
      <td className="px-2">
        <Key value={identity.publicId} what="identity id" />
      </td>
      <td className="px-2 text-fg-2">{identity.isMine ? 'you' : identity.ownerName}</td>
      <td className="px-2">
        <ShareSwitch identity={identity} disabled={!canManage} />
      </td>
      <td className="px-2 text-right tabular-nums">{identity.liveReservations}</td>
      <td className="px-2 text-fg-2">
        <LocalTime at={identity.createdAt} style="short" />
      </td>
      <td className="px-2 pr-4 text-right">{canManage && <IdentityMenu identity={identity} />}</td>
    </tr>
  )
}
