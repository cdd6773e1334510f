'use client'

import { PageFailure } from '@/components/shell/page-failure'

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <main className="h-dvh">
      <PageFailure digest={error.digest} onRetry={reset} />
    </main>
  )
}
