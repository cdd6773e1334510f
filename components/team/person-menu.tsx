'use client'

import { Ellipsis, KeyRound, LogOut, ShieldCheck, UserMinus, UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { InvitationMade, PersonView } from '@/lib/schemas/team'
import { AskDialog } from './ask-dialog'
import { ChangeRole } from './change-role'
import { LinkMade } from './link-made'

type Act = 'role' | 'password' | 'sessions' | 'out'

/** What an owner may do about somebody. */
export function PersonMenu({ person }: { person: PersonView }) {
  const router = useRouter()
  const [act, setAct] = useState<Act | null>(null)
  const [made, setMade] = useState<InvitationMade | null>(null)
  const dialog = (name: Act) => ({
    open: act === name,
    onOpenChange: (isOpen: boolean) => setAct(isOpen ? name : null),
  })
  const path = `/api/v1/users/${person.id}`
  const takeBack = async () => {
    try {
      await api('PATCH', path, { isInTeam: true })
      toast.success(`${person.name} is in the team again, as ${person.role}.`)
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    }
  }
  return (
    <>
      <Menu
        className="w-56"
        trigger={
          <IconButton label={`Actions for ${person.name}`} tooltip={false}>
            <Ellipsis />
          </IconButton>
        }
      >
        {person.isInTeam ? (
          <>
            <MenuItem onSelect={() => setAct('role')}>
              <ShieldCheck aria-hidden /> Change role
            </MenuItem>
            <MenuItem onSelect={() => setAct('password')}>
              <KeyRound aria-hidden /> Make new-password link
            </MenuItem>
            <MenuItem onSelect={() => setAct('sessions')}>
              <LogOut aria-hidden /> End all sessions
            </MenuItem>
            <MenuSeparator />
            <MenuItem danger onSelect={() => setAct('out')}>
              <UserMinus aria-hidden /> Take out of the team
            </MenuItem>
          </>
        ) : (
          <MenuItem onSelect={() => void takeBack()}>
            <UserPlus aria-hidden /> Take back into the team
          </MenuItem>
        )}
      </Menu>
      <ChangeRole person={person} {...dialog('role')} />
      <AskDialog
        {...dialog('password')}
        title={`New password for ${person.name}`}
        action="Make link"
        notDone="No link was made."
        onConfirm={async () => setMade(await api('POST', `${path}/new-password`))}
      >
        You get a link to hand to {person.name}. With it they set a new password, once, within seven
        days; that ends all their sessions.
      </AskDialog>
      <Dialog
        open={made !== null}
        onOpenChange={(isOpen) => !isOpen && setMade(null)}
        title={`New password for ${person.name}`}
        size="md"
      >
        {made && <LinkMade made={made} onDone={() => setMade(null)} />}
      </Dialog>
      <AskDialog
        {...dialog('sessions')}
        danger
        title={`End all sessions of ${person.name}`}
        action="End sessions"
        notDone="Nobody was signed out."
        onConfirm={async () => {
          await api('DELETE', `${path}/sessions`)
          toast.success(`${person.name} is signed out everywhere.`)
          router.refresh()
        }}
      >
        {person.isMe ? 'You are' : `${person.name} is`} signed out on every device at once, and may
        sign in again. Tokens go on working.
      </AskDialog>
      <AskDialog
        {...dialog('out')}
        danger
        title={`Take ${person.name} out of the team`}
        action="Take out"
        notDone={`${person.name} is still in the team.`}
        onConfirm={async () => {
          await api('PATCH', path, { isInTeam: false })
          router.refresh()
        }}
      >
        Sessions and tokens end at once, and {person.name} cannot sign in. What they made stays, and
        so does their name in the history. You can take them back in; their tokens stay ended.
      </AskDialog>
    </>
  )
}
