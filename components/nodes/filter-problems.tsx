'use client'

import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { QueryProblem } from '@/lib/nodes/browser-query'

/** What of the address could not be read: it does not filter, and says so. */
export function FilterProblems({
  problems,
  onDismiss,
}: {
  problems: readonly QueryProblem[]
  onDismiss: () => void
}) {
  if (problems.length === 0) return null
  return (
    <Banner
      tone="warning"
      actions={
        <Button size="sm" onClick={onDismiss}>
          Remove from the address
        </Button>
      }
    >
      {problems.map(({ message }) => message).join(' ')} The list is shown without that.
    </Banner>
  )
}
