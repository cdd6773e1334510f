import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { api } from '@/components/ui/api'
import type { QuickStartDraft, QuickStartPlanView, QuickStartView } from '@/lib/schemas/quick-start'
import { planBodyOf, sshKeysOf, type Answers } from './answers'
import { refusalOf, type PlanRefusal } from './use-plan'

/** Sends the answers with the nodes that are shown; what the server refuses stays on the page. */
export function useSubmit(answers: Answers, shown: QuickStartPlanView | null) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<PlanRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (run: () => Promise<string>) => {
    setBusy(true)
    setRefusal(null)
    try {
      router.push(await run())
    } catch (error) {
      setRefusal(refusalOf(error))
      setBusy(false)
    }
  }
  const sshKeys = sshKeysOf(answers)
  const duration = answers.duration.trim()
  const isUnknown = refusal?.code === 'SERVER_UNREACHABLE'
  return {
    refusal,
    isBusy,
    title: isUnknown ? 'The cockpit did not answer' : 'This was refused',
    notDone: isUnknown ? 'It may have started or not.' : 'Nothing was sent.',
    forget: () => setRefusal(null),
    build: () =>
      send(async () => {
        const nodeIds = shown?.machines.map(({ nodeId }) => nodeId)
        const body = { nodeIds, ...planBodyOf(answers), sshKeys, duration }
        const built = await api<QuickStartView>('POST', '/api/v1/quick-start', body)
        return `/operations/${built.operationId}`
      }),
    draft: () =>
      send(async () => {
        const body = planBodyOf(answers)
        const draft = await api<QuickStartDraft>('POST', '/api/v1/quick-start/draft', body)
        return `/networks/${draft.networkId}`
      }),
  }
}

/** Once the page shows what is wrong, the first such field is the one to go on with. */
export function focusWrongAnswer(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}

/** ⌘↵ or Ctrl+↵ presses the page's one button. */
export function usePrimaryKey(press: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key !== 'Enter') return
    // A dialog has a button of its own.
    if (document.querySelector('[role=dialog]')) return
    event.preventDefault()
    press()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
