'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LiveRefresh } from '@/components/shell/live'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { plural } from '@/components/ui/format'
import { Tag } from '@/components/ui/tag'
import { LocalTime, RelativeTime } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { SessionView } from '@/lib/schemas/team'
import { AskDialog } from './ask-dialog'
import { ChangePassword } from './change-password'

export function SessionsPanel({ sessions }: { sessions: readonly SessionView[] }) {
  const router = useRouter()
  const [leaving, setLeaving] = useState(false)
  const others = sessions.filter((session) => !session.isThis).length
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['session']} />
      <Card>
        <CardHeader
          title="Where you are signed in"
          actions={
            others > 0 && (
              <Button size="sm" variant="danger" onClick={() => setLeaving(true)}>
                Sign out everywhere else
              </Button>
            )
          }
        />
        <ul className="divide-y">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
          {sessions.length === 0 && (
            <li className="px-4 py-6 text-fg-3">You came with an API token: it has no sessions.</li>
          )}
        </ul>
      </Card>
      <ChangePassword />
      <AskDialog
        open={leaving}
        onOpenChange={setLeaving}
        danger
        title="Sign out everywhere else"
        action="Sign out everywhere else"
        notDone="Nobody was signed out."
        onConfirm={async () => {
          const { ended } = await api<{ ended: number }>('DELETE', '/api/v1/sessions')
          toast.success(`${plural(ended, 'session')} ended. You are signed in here only.`)
          router.refresh()
        }}
      >
        {plural(others, 'other session')} of yours {others === 1 ? 'ends' : 'end'} at once. This one
        stays, and so do your tokens.
      </AskDialog>
    </div>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const { id, device, address, isThis, since, lastUsedAt } = session
  const end = async () => {
    setBusy(true)
    try {
      await api('DELETE', `/api/v1/sessions/${id}`)
    } catch (error) {
      toast.error(sentenceOf(error))
    }
    setBusy(false)
    router.refresh()
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-label break-words">{device}</span>
          {isThis && <Tag>this session</Tag>}
        </p>
        <p className="text-caption text-fg-3">
          {address && (
            <>
              <span className="mono">{address}</span>
              {' · '}
            </>
          )}
          since <LocalTime at={since} style="short" />
          {' · last used '}
          <RelativeTime at={lastUsedAt} />
        </p>
      </div>
      {!isThis && (
        <Button size="sm" busy={busy} onClick={() => void end()}>
          Sign out<span className="sr-only"> {device}</span>
        </Button>
      )}
    </li>
  )
}
