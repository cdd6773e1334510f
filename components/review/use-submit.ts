'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState, useTransition } from 'react'
import { ApiError, sentenceOf } from '@/components/ui/api'
import type { OperationView } from '@/lib/schemas/views'

export interface Failure {
  title: string
  notDone: string
  text: string
  canReload: boolean
}

const NOT_SUBMITTED = 'Nothing was submitted.'

/** What is known before sending to stop the submit. */
export function stopped(text: string): Failure {
  return {
    title: 'This cannot be submitted yet',
    notDone: NOT_SUBMITTED,
    text,
    canReload: false,
  }
}

interface SubmitOptions {
  canSubmit: boolean
  /** what is known here to stop it; the server decides in the end */
  whatStops: () => Failure | null
  send: () => Promise<OperationView>
}

/** Signing and submitting by button or ⌘↵, then on to the progress page. */
export function useSubmit({ canSubmit, whatStops, send }: SubmitOptions) {
  const router = useRouter()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isReloading, startReload] = useTransition()

  const submit = async () => {
    if (isBusy || !canSubmit) return
    const reason = whatStops()
    setFailure(reason)
    if (reason) return
    setBusy(true)
    try {
      const operation = await send()
      router.push(`/operations/${operation.id}`)
    } catch (error) {
      setFailure(failureOf(error))
      setBusy(false)
    }
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key !== 'Enter') return
    event.preventDefault()
    void submit()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  const reload = () =>
    startReload(() => {
      setFailure(null)
      router.refresh()
    })
  return { failure, isBusy, isReloading, submit: () => void submit(), reload }
}

function failureOf(error: unknown): Failure {
  const text = sentenceOf(error)
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'PLAN_CHANGED') {
    return {
      title: 'The plan changed while you read it',
      notDone: NOT_SUBMITTED,
      text,
      canReload: true,
    }
  }
  if (code === 'SERVER_UNREACHABLE') {
    return {
      title: 'The cockpit did not answer',
      notDone: 'It may have started or not.',
      text: 'Press the button again: the same plan is never sent twice.',
      canReload: false,
    }
  }
  return { title: 'Submitting was refused', notDone: NOT_SUBMITTED, text, canReload: true }
}
