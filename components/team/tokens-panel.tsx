'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LiveRefresh } from '@/components/shell/live'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { StatusDot } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { LocalTime, RelativeTime } from '@/components/ui/time'
import type { Role } from '@/lib/schemas/fields'
import type { TokenView } from '@/lib/schemas/team'
import { AskDialog } from './ask-dialog'
import { NewToken } from './new-token'

interface TokensPanelProps {
  tokens: readonly TokenView[]
  myRole: Role
}

export function TokensPanel({ tokens, myRole }: TokensPanelProps) {
  const [making, setMaking] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['token', 'user']} />
      <Card>
        <CardHeader
          title="API tokens"
          note={myRole === 'owner' ? "everybody's" : 'yours'}
          actions={
            <Button size="sm" variant="primary" onClick={() => setMaking(true)}>
              <Plus aria-hidden /> Make token
            </Button>
          }
        />
        {tokens.length === 0 ? (
          <p className="px-4 py-6 text-fg-3">
            No token yet. Make one to let a script in as you, with your role or a lower one.
          </p>
        ) : (
          <ul className="divide-y">
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </ul>
        )}
      </Card>
      <p className="text-caption text-fg-3">
        Only a hash of each token is kept. No token exports a seed, makes tokens or changes people.
      </p>
      <NewToken open={making} onOpenChange={setMaking} myRole={myRole} />
    </div>
  )
}

function TokenRow({ token }: { token: TokenView }) {
  const router = useRouter()
  const [revoking, setRevoking] = useState(false)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-label break-words">{token.name}</span>
          <code className="mono text-fg-3">{token.hint}…</code>
          <Tag variant="outline">{token.effectiveRole}</Tag>
          {token.isEnded && <StatusDot tone="ended" word="ended" />}
        </p>
        <p className="text-caption text-fg-3">
          {!token.isMine && `made by ${token.makerName} · `}
          {token.effectiveRole !== token.role && `made as ${token.role}, lowered with its maker · `}
          {token.isEnded ? 'ended ' : 'ends '}
          <LocalTime at={token.expiresAt} style="long" />
          {' · '}
          {token.lastUsedAt ? (
            <>
              used <RelativeTime at={token.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </p>
      </div>
      <Button size="sm" variant="danger" onClick={() => setRevoking(true)}>
        Revoke<span className="sr-only"> {token.name}</span>
      </Button>
      <AskDialog
        open={revoking}
        onOpenChange={setRevoking}
        danger
        title={`Revoke ${token.name}`}
        action="Revoke token"
        notDone="The token still works."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/tokens/${token.id}`)
          router.refresh()
        }}
      >
        Scripts that send it are refused from now on. This cannot be undone; you can make another.
      </AskDialog>
    </li>
  )
}
