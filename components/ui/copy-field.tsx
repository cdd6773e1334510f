import { CopyButton } from './copy-button'
import { cx } from './cx'

interface CopyFieldProps {
  text: string
  what: string
  /** a `$` in front: a command to run */
  prompt?: boolean
  className?: string
}

/** One line to take away: a command, an address, a key. */
export function CopyField({ text, what, prompt, className }: CopyFieldProps) {
  return (
    <div
      className={cx(
        'flex min-h-10 w-full items-center gap-2 rounded-lg border bg-surface pr-2 pl-3',
        className,
      )}
    >
      <code className="mono min-w-0 flex-1 overflow-x-auto py-2 whitespace-nowrap" tabIndex={0}>
        {prompt && (
          <span aria-hidden className="mr-2 text-fg-3 select-none">
            $
          </span>
        )}
        {text}
      </code>
      <CopyButton text={text} what={what} size="sm" />
    </div>
  )
}
