'use client'

import { Bookmark } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { SavedSearchesProps } from './saved-list'

const SavedList = dynamic(() => import('./saved-list').then((module) => module.SavedList), {
  ssr: false,
  loading: () => <SkeletonRows label="Loading your searches…" />,
})

/** The reader's searches behind their button; loaded when it opens first. */
export function SavedSearches(props: SavedSearchesProps) {
  return (
    <Popover
      label="Saved searches"
      className="w-[min(320px,calc(100vw-16px))]"
      trigger={
        <Button variant="ghost" size="sm">
          <Bookmark aria-hidden /> Searches
        </Button>
      }
    >
      <SavedList {...props} />
    </Popover>
  )
}
