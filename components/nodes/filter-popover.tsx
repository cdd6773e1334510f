'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { FilterFormProps } from './filter-form'

const FilterForm = dynamic(() => import('./filter-form').then((module) => module.FilterForm), {
  ssr: false,
  loading: () => <SkeletonRows label="Loading the filters…" />,
})

/** The form of all filters behind its button; loaded when it opens first. */
export function FilterPopover({ children, ...props }: FilterFormProps & { children: ReactNode }) {
  return (
    <Popover
      label="Filters"
      className="flex w-[min(460px,calc(100vw-16px))] flex-col"
      trigger={
        <Button variant="ghost" size="sm">
          {children}
        </Button>
      }
    >
      <FilterForm {...props} />
    </Popover>
  )
}
