'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { toast } from '@/components/ui/toast'
import { plural } from '@/components/ui/format'
import type { AdoptedView, DiscoveryView } from '@/lib/schemas/discovery'
import { isScanning } from './found-look'

const LOOK_MS = 500

/** What was found, kept fresh while a scan runs, with everything that can be done about it. */
export function useDiscovery(loaded: DiscoveryView, withEnded: boolean) {
  const router = useRouter()
  const [seen, setSeen] = useState({ loaded, view: loaded })
  const [failure, setFailure] = useState<string | null>(null)
  // What the server sent with the page counts until something newer was asked for.
  const view = seen.loaded === loaded ? seen.view : loaded
  const show = (next: DiscoveryView) => setSeen({ loaded, view: next })
  const scanning = isScanning(view)
  const query = `/api/v1/discovery${withEnded ? '?ended=true' : ''}`

  useEffect(() => {
    if (!scanning) return
    const stop = new AbortController()
    void follow(query, stop.signal, (next) => {
      setSeen({ loaded, view: next })
      if (!isScanning(next)) router.refresh()
    })
    return () => stop.abort()
  }, [scanning, query, loaded, router])

  const attempt = async (work: () => Promise<void>) => {
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(sentenceOf(error))
    }
  }
  const scan = (everything: boolean) =>
    attempt(async () => show(await api('POST', '/api/v1/discovery/scan', { everything })))
  const cancel = (gridId: string) =>
    attempt(async () =>
      show(await api('DELETE', `/api/v1/discovery/scan?gridId=${encodeURIComponent(gridId)}`)),
    )
  const adopt = (ids: readonly string[]) =>
    attempt(async () => {
      const { adopted, refused } = await api<AdoptedView>('POST', '/api/v1/discovery/adopt', {
        ids,
      })
      if (adopted.length > 0) toast.success(`${plural(adopted.length, 'reservation')} adopted`)
      const [first] = refused
      if (first) setFailure(`${plural(refused.length, 'reservation')} not adopted: ${first.reason}`)
      router.refresh()
    })
  return { view, scanning, failure, scan, cancel, adopt }
}

/** Looks again and again until nothing is being read; a look that fails is followed by another. */
async function follow(
  query: string,
  signal: AbortSignal,
  onView: (view: DiscoveryView) => void,
): Promise<void> {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    const next = await api<DiscoveryView>('GET', query, undefined, { signal }).catch(() => null)
    if (signal.aborted || !next) continue
    onView(next)
    if (!isScanning(next)) return
  }
}
