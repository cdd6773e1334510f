'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const FIRST_MS = 500
const EVERY_MS = 3_000

/**
 * Loads the page again while something is on its way. Events do it at once, but one that comes between the server's
 * answer and this page listening would be missed, and it might be the last.
 */
export function KeepFresh() {
  const router = useRouter()
  useEffect(() => {
    const first = setTimeout(() => router.refresh(), FIRST_MS)
    const timer = setInterval(() => router.refresh(), EVERY_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [router])
  return null
}
