'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast'
import type { SshKeyView } from '@/lib/schemas/files'

interface DefaultSwitchProps {
  sshKey: SshKeyView
  disabled: boolean
}

/** Whether new clusters start with the key. */
export function DefaultSwitch({ sshKey, disabled }: DefaultSwitchProps) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [isOn, setOn] = useOptimistic(sshKey.isDefault)
  const change = (isDefault: boolean) =>
    startTransition(async () => {
      setOn(isDefault)
      try {
        await api('PATCH', `/api/v1/ssh-keys/${sshKey.id}`, { isDefault })
        router.refresh()
      } catch (error) {
        toast.error(sentenceOf(error))
      }
    })
  return (
    <Switch
      checked={isOn}
      disabled={disabled}
      aria-label={`Use ${sshKey.name} in new clusters`}
      onCheckedChange={change}
    />
  )
}
