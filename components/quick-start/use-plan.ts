import { useEffect, useState } from 'react'
import { useLiveEvents } from '@/components/shell/live'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import type { QuickStartPlanInput, QuickStartPlanView } from '@/lib/schemas/quick-start'

/** Why nothing can be planned. */
export interface PlanRefusal {
  code: string
  message: string
  details: Readonly<Record<string, unknown>>
}

interface Answered {
  key: string
  plan: QuickStartPlanView | null
  refusal: PlanRefusal | null
}

export interface PlanState {
  /** of the newest answers, or of earlier ones while `isStale` */
  plan: QuickStartPlanView | null
  refusal: PlanRefusal | null
  isStale: boolean
  /** asks again: something the answers do not show has changed */
  reload: () => void
}

const TYPING_MS = 250
const EVENTS = new Set(['node', 'grid', 'network', 'identity', 'cluster'])
const EVENTS_MS = 1_000

/**
 * What the answers would build, asked again a moment after they change and when the grid does.
 *
 * @param body null while the answers cannot be planned
 * @param first answer to the first body, from the server
 */
export function usePlan(body: QuickStartPlanInput | null, first: Omit<Answered, 'key'>): PlanState {
  const key = body ? JSON.stringify(body) : ''
  const [answered, setAnswered] = useState<Answered>({ ...first, key })
  // Asked once more at the start: a page that comes back from the browser's memory brings an old answer.
  const [asked, setAsked] = useState(1)
  useEffect(() => {
    if (key === '' || (key === answered.key && asked === 0)) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void ask(key, stop.signal).then((answer) => {
        if (stop.signal.aborted) return
        setAnswered(answer)
        setAsked(0)
      })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, answered.key, asked])
  const reload = () => setAsked((count) => count + 1)
  useReloadOnEvents(reload)
  return {
    plan: key === '' ? null : answered.plan,
    refusal: key === '' ? null : answered.refusal,
    isStale: key !== answered.key,
    reload,
  }
}

async function ask(key: string, signal: AbortSignal): Promise<Answered> {
  try {
    const plan = await api<QuickStartPlanView>(
      'POST',
      '/api/v1/quick-start/plan',
      JSON.parse(key),
      { signal },
    )
    return { key, plan, refusal: null }
  } catch (error) {
    return { key, plan: null, refusal: refusalOf(error) }
  }
}

/** A refusal as the page shows it, whatever was thrown. */
export function refusalOf(error: unknown): PlanRefusal {
  const { code, details } = error instanceof ApiError ? error : { code: '', details: {} }
  return { code, details, message: sentenceOf(error) }
}

/** Nodes report all the time: many events are one reload. */
function useReloadOnEvents(reload: () => void): void {
  const [due, setDue] = useState(0)
  useLiveEvents((event) => {
    if (event === null || EVENTS.has(event.kind)) setDue((count) => count + 1)
  })
  useEffect(() => {
    if (due === 0) return
    const timer = setTimeout(() => {
      setDue(0)
      reload()
    }, EVENTS_MS)
    return () => clearTimeout(timer)
  }, [due, reload])
}
