'use client'

import { LocalTime } from '@/components/ui/time'
import type { InvitationMade } from '@/lib/schemas/team'
import { ShownOnce } from './shown-once'

/** The link as it must be handed over: with the address this browser knows the cockpit by. */
export function LinkMade({ made, onDone }: { made: InvitationMade; onDone: () => void }) {
  return (
    <ShownOnce what="link" text={`${window.location.origin}/join#${made.code}`} onDone={onDone}>
      Hand this link to {made.email} yourself: the cockpit sends no mail. It works once, until{' '}
      <LocalTime at={made.expiresAt} style="long" />
      {made.purpose === 'join' ? (
        <>, and makes them {made.role}.</>
      ) : (
        <>, to set a new password. Until then the old one works.</>
      )}
    </ShownOnce>
  )
}
