import { CircleAlert } from 'lucide-react'

/** Why an answer that is no single field cannot be used, beside it. */
export function RefusalText({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null
  return (
    <p id={id} role="alert" className="mt-1 flex gap-1 text-caption text-fg">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-err" />
      <span>{text}</span>
    </p>
  )
}
