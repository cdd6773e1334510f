'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { AUDIT_KINDS, AUDIT_SPANS, auditHref, type AuditFilter } from './audit-kinds'

const TYPING_MS = 300
const PHONE = 'max-md:flex-1 max-md:basis-36'

interface AuditFiltersProps {
  filter: AuditFilter
  people: readonly { id: string; name: string }[]
}

/** Narrows the rows; each change goes to the first page. */
export function AuditFilters({ filter, people }: AuditFiltersProps) {
  const router = useRouter()
  const [words, setWords] = useState(filter.q)
  const change = (patch: Partial<AuditFilter>) =>
    router.replace(auditHref({ ...filter, q: words.trim(), ...patch, before: null }))
  useEffect(() => {
    if (words.trim() === filter.q) return
    const href = auditHref({ ...filter, q: words.trim(), before: null })
    const timer = setTimeout(() => router.replace(href), TYPING_MS)
    return () => clearTimeout(timer)
  }, [words, filter, router])
  return (
    <div role="search" aria-label="Filter" className="mb-3 flex flex-wrap items-center gap-2">
      <span className="relative min-w-48 flex-1 md:max-w-72">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-fg-3"
        />
        <Input
          type="search"
          aria-label="Words in the row"
          placeholder="Words"
          value={words}
          maxLength={100}
          className="pl-7"
          onChange={(event) => setWords(event.target.value)}
        />
      </span>
      <Select
        aria-label="Person"
        className={PHONE}
        value={filter.person}
        onValueChange={(person) => change({ person })}
        options={[
          { value: '', label: 'Anybody' },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'environment', label: 'COCKPIT_API_TOKEN' },
        ]}
      />
      <Select
        aria-label="Kind"
        className={PHONE}
        value={filter.kind}
        onValueChange={(kind) => change({ kind })}
        options={[
          { value: '', label: 'Any kind' },
          ...Object.entries(AUDIT_KINDS).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        aria-label="Time"
        className={PHONE}
        value={filter.within}
        onValueChange={(within) => change({ within })}
        options={[
          { value: '' as const, label: 'Any time' },
          ...Object.entries(AUDIT_SPANS).map(([value, { label }]) => ({
            value: value as keyof typeof AUDIT_SPANS,
            label,
          })),
        ]}
      />
    </div>
  )
}
