import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Answers } from './answers'

/** What every answer is given. */
export interface AnswerProps {
  answers: Answers
  onChange: (change: Partial<Answers>) => void
  error: string | undefined
}

/** What an answer's control needs to be tied to its question and its sentence. */
export interface AnswerControl {
  'aria-labelledby': string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface AnswerRowProps {
  number: number
  /** part of the ids that tie label, control and sentence together */
  name: string
  question: string
  /** a quiet sentence below; an error takes its place */
  help?: ReactNode
  error?: string | undefined
  /** beside the sentence: a way out of the error */
  action?: ReactNode
  children: (control: AnswerControl) => ReactNode
}

/** One numbered question with its answer. */
export function AnswerRow(props: AnswerRowProps) {
  const { number, name, question, help, error, action, children } = props
  const [labelId, noteId] = [`quick-${name}`, `quick-${name}-note`]
  const hasNote = Boolean(error ?? help)
  return (
    <div
      role="group"
      aria-labelledby={labelId}
      className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-4 gap-y-3 px-4 py-4 md:grid-cols-[20px_144px_minmax(0,1fr)]"
    >
      <span
        aria-hidden
        className="mt-1.5 grid size-5 place-items-center rounded-full bg-hover text-micro text-fg-2 tabular-nums"
      >
        {number}
      </span>
      <span id={labelId} className="mt-1.5 text-label">
        {question}
      </span>
      <div className="flex min-w-0 flex-col gap-2 max-md:col-span-2">
        {children({
          'aria-labelledby': labelId,
          'aria-describedby': hasNote ? noteId : undefined,
          'aria-invalid': error ? true : undefined,
        })}
        {hasNote && (
          <div
            id={noteId}
            role={error ? 'alert' : undefined}
            className="flex flex-wrap items-start gap-x-2 gap-y-1 text-caption text-fg-3"
          >
            {error && <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-err" />}
            <span className={error ? 'min-w-0 flex-1 text-fg' : 'min-w-0'}>{error ?? help}</span>
            {action}
          </div>
        )}
      </div>
    </div>
  )
}
