'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  type ReactNode,
} from 'react'
import type { EventView } from '@/lib/schemas/views'
import { connectLive, type LiveState } from './live-connection'

export type { LiveState } from './live-connection'

type Listener = (event: EventView | null) => void

const LiveContext = createContext<{ listeners: Set<Listener>; state: LiveState }>({
  listeners: new Set(),
  state: 'connecting',
})

/** One stream of events for all pages. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [listeners] = useState(() => new Set<Listener>())
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(
    () =>
      connectLive('/api/v1/events', {
        onState: setState,
        onEvent: (event) => listeners.forEach((listener) => listener(event)),
      }),
    [listeners],
  )
  const value = useMemo(() => ({ listeners, state }), [listeners, state])
  return <LiveContext value={value}>{children}</LiveContext>
}

export function useLiveState(): LiveState {
  return use(LiveContext).state
}

/** Calls `onEvent` for each event as it happens, and with null after a gap that may have hidden some. */
export function useLiveEvents(onEvent: (event: EventView | null) => void): void {
  const { listeners } = use(LiveContext)
  const handle = useEffectEvent(onEvent)
  useEffect(() => {
    const listener: Listener = (event) => handle(event)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [listeners])
}

const REFRESH_MS = 250

interface LiveRefreshProps {
  /** kinds of events this page shows; all when left out */
  kinds?: readonly EventView['kind'][]
  /** only events of this network */
  networkId?: string
  /** pages with heavy data wait longer */
  delayMs?: number
}

/** Loads the page's data again soon after something it shows has changed. */
export function LiveRefresh({ kinds, networkId, delayMs = REFRESH_MS }: LiveRefreshProps) {
  const router = useRouter()
  const [due, setDue] = useState(0)
  useLiveEvents((event) => {
    if (event && kinds && !kinds.includes(event.kind)) return
    if (event && networkId && event.networkId !== networkId) return
    setDue((count) => count + 1)
  })
  useEffect(() => {
    if (due === 0) return
    const timer = setTimeout(() => router.refresh(), delayMs)
    return () => clearTimeout(timer)
  }, [due, delayMs, router])
  return null
}
