'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Tag } from '@/components/ui/tag'
import { RelativeTime } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { InvitationMade, InvitationView } from '@/lib/schemas/team'
import { AskDialog } from './ask-dialog'
import { LinkMade } from './link-made'

/** Links that were handed over, or should have been, and nobody has taken up. */
export function InvitationsCard({ invitations }: { invitations: readonly InvitationView[] }) {
  return (
    <Card>
      <CardHeader title="Open invitations" note="links work once, for seven days" />
      {invitations.length === 0 ? (
        <p className="px-4 py-6 text-fg-3">Nobody is invited at the moment.</p>
      ) : (
        <ul className="divide-y">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function InvitationRow({ invitation }: { invitation: InvitationView }) {
  const router = useRouter()
  const [made, setMade] = useState<InvitationMade | null>(null)
  const [busy, setBusy] = useState(false)
  const [revoking, setRevoking] = useState(false)
  const { id, email, role, purpose, invitedByName, isEnded, expiresAt } = invitation
  const reissue = async () => {
    setBusy(true)
    try {
      setMade(await api('POST', `/api/v1/invitations/${id}/reissue`))
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    }
    setBusy(false)
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-label break-all">{email}</span>
          <Tag variant="outline">{purpose === 'join' ? role : 'new password'}</Tag>
        </p>
        <p className="text-caption text-fg-3">
          {invitedByName && `by ${invitedByName} · `}
          {isEnded ? 'ended ' : 'ends '}
          <RelativeTime at={expiresAt} />
        </p>
      </div>
      <span className="flex gap-2">
        <Button size="sm" busy={busy} onClick={() => void reissue()}>
          New link<span className="sr-only"> for {email}</span>
        </Button>
        <Button size="sm" variant="danger" onClick={() => setRevoking(true)}>
          Take back<span className="sr-only"> the link for {email}</span>
        </Button>
      </span>
      <Dialog
        open={made !== null}
        onOpenChange={(isOpen) => !isOpen && setMade(null)}
        title={`New link for ${email}`}
        description="The link from before does not work any more."
        size="md"
      >
        {made && <LinkMade made={made} onDone={() => setMade(null)} />}
      </Dialog>
      <AskDialog
        open={revoking}
        onOpenChange={setRevoking}
        danger
        title={`Take back the link for ${email}`}
        action="Take back"
        notDone="The link still works."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/invitations/${id}`)
          router.refresh()
        }}
      >
        The link stops working at once. You can invite {email} again.
      </AskDialog>
    </li>
  )
}
