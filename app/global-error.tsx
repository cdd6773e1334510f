'use client'

import { PageFailure } from '@/components/shell/page-failure'
import './globals.css'

/** When even the root layout failed: brings its own document. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Cockpit</title>
        <main className="h-dvh">
          <PageFailure digest={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  )
}
