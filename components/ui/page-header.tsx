import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** tags, status: beside the title */
  meta?: ReactNode
  /** one accent button at most */
  actions?: ReactNode
}

export function PageHeader({ title, meta, actions }: PageHeaderProps) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <h1 className="mr-2 min-w-0 truncate text-page max-md:w-full">{title}</h1>
      {meta}
      {actions && (
        <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0 max-md:w-full max-md:*:flex-1">
          {actions}
        </div>
      )}
    </div>
  )
}

/** A reading page: gutter and greatest width. Tables and canvases fill their space instead. */
export function PageBody({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div
      className={narrow ? 'mx-auto max-w-[760px] p-4 md:p-6' : 'mx-auto max-w-[1200px] p-4 md:p-6'}
    >
      {children}
    </div>
  )
}
