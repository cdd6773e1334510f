'use client'

import {
  createContext,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'

const TICK_MS = 10_000
const NowContext = createContext<number | null>(null)

/** The clock of relative times: starts with the server's instant, so both render the same, then ticks. */
export function NowProvider({ initial, children }: { initial: number; children: ReactNode }) {
  const [now, setNow] = useState(initial)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [])
  return <NowContext value={now}>{children}</NowContext>
}

/** Milliseconds; steps every ten seconds. */
export function useNow(): number {
  const now = use(NowContext)
  if (now === null) throw new Error('useNow needs a NowProvider above it.')
  return now
}

const never = () => () => undefined

/** False on the server and while hydrating, true afterwards: for what only the browser knows. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
