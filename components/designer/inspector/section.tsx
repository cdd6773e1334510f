import type { ReactNode } from 'react'

export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t p-4">
      <h3 className="mb-2 text-caption font-medium text-fg-3">{title}</h3>
      {children}
    </section>
  )
}

/** Name and value pairs: names quiet, values in the text colour. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[104px_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5">
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-caption text-fg-3">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1.5 break-words">{children}</dd>
    </>
  )
}
