import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

/** One sentence and a way back. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid h-full min-h-80 place-items-center p-6">
      <div className="flex max-w-[420px] flex-col items-start gap-4">
        <div>
          <h1 className="text-page">{title}</h1>
          <p className="mt-1 text-copy text-fg-2">{children}</p>
        </div>
        <Button asChild variant="primary">
          <Link href="/">Go to the overview</Link>
        </Button>
      </div>
    </div>
  )
}
