'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast'
import type { IdentityView } from '@/lib/schemas/views'

/** Whether the team's operators may sign with it; springs back when the server refuses. */
export function ShareSwitch({ identity, disabled }: { identity: IdentityView; disabled: boolean }) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [shared, setShared] = useOptimistic(identity.shared)
  const change = (next: boolean) =>
    startTransition(async () => {
      setShared(next)
      try {
        await api('PATCH', `/api/v1/identities/${identity.id}`, { shared: next })
        router.refresh()
      } catch (error) {
        toast.error(sentenceOf(error))
      }
    })
  return (
    <span className="flex items-center gap-2 text-fg-2">
      <Switch
        checked={shared}
        onCheckedChange={change}
        disabled={disabled}
        aria-label={`Operators may sign with ${identity.name}`}
      />
      {shared ? 'yes' : 'no'}
    </span>
  )
}
