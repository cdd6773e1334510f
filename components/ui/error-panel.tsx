import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'
import { cx } from './cx'
import { Glyph } from './glyph'

interface ErrorPanelProps {
  /** what failed */
  title: string
  /** what was NOT done, in bold: "Nothing was submitted." */
  notDone?: string
  /** what happened and what to do next */
  children?: ReactNode
  actions?: ReactNode
  /** raw text, folded */
  details?: string
  className?: string
}

export function ErrorPanel({
  title,
  notDone,
  children,
  actions,
  details,
  className,
}: ErrorPanelProps) {
  return (
    <div role="alert" className={cx('rounded-lg bg-err/9 p-3 text-body', className)}>
      <div className="flex items-start gap-2">
        <Glyph tone="failed" className="mt-[5px]" />
        <div className="min-w-0 flex-1">
          <p className="text-label">{title}</p>
          {(notDone || children) && (
            <div className="mt-1 break-words text-fg-2">
              {notDone && <strong className="font-medium text-fg">{notDone} </strong>}
              {children}
            </div>
          )}
          {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
          {details && <Details text={details} className="mt-3" />}
        </div>
      </div>
    </div>
  )
}

/** Raw text behind a fold, with copy. */
export function Details({
  text,
  title = 'Details',
  open,
  className,
}: {
  text: string
  title?: string
  open?: boolean
  className?: string
}) {
  return (
    <details open={open} className={cx('group relative rounded-lg border bg-surface', className)}>
      <summary className="flex h-9 list-none items-center gap-2 rounded-lg px-3 text-label">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-fg-3 transition-transform group-open:rotate-90"
        />
        {title}
      </summary>
      <div className="absolute top-1.5 right-2 hidden group-open:block">
        <CopyButton text={text} what={title.toLowerCase()}>
          Copy
        </CopyButton>
      </div>
      <pre
        tabIndex={0}
        className="mono max-h-96 overflow-auto rounded-b-lg border-t bg-bg px-3 py-2 break-words whitespace-pre-wrap text-fg-2"
      >
        {text}
      </pre>
    </details>
  )
}
