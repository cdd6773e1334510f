'use client'

import { useEffect, useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { usePopoverClose } from '@/components/ui/popover'
import { SkeletonRows } from '@/components/ui/skeleton'
import { parseBrowserQuery, writeBrowserQuery, type BrowserState } from '@/lib/nodes/browser-query'
import type { SavedSearchView } from '@/lib/schemas/nodes'
import { SavedSearchRow } from './saved-search-row'
import { NO_FILTER, type BrowserPatch } from './use-node-browser'

export interface SavedSearchesProps {
  state: BrowserState
  onChange: (patch: BrowserPatch) => void
}

const PATH = '/api/v1/saved-searches'
const byName = (a: SavedSearchView, b: SavedSearchView) => a.name.localeCompare(b.name, 'en')

/** The reader's own searches: save the current one under a name, apply, rename, delete. */
export function SavedList({ state, onChange }: SavedSearchesProps) {
  const close = usePopoverClose()
  const { list, setList, error, setError } = useSearches()
  const apply = ({ query }: SavedSearchView) => {
    const { filter, sort, view } = parseBrowserQuery(new URLSearchParams(query)).state
    onChange({ filter: { ...NO_FILTER, ...filter }, sort, view })
    close()
  }
  const attempt = async (work: () => Promise<SavedSearchView[]>) => {
    try {
      setList(await work())
      setError(null)
      return true
    } catch (cause) {
      setError(sentenceOf(cause))
      return false
    }
  }
  const known = list ?? []
  const rename = (id: string, name: string) =>
    attempt(async () => {
      const renamed = await api<SavedSearchView>('PATCH', `${PATH}/${id}`, { name })
      return known.map((one) => (one.id === id ? renamed : one)).sort(byName)
    })
  const remove = (id: string) =>
    attempt(async () => {
      await api('DELETE', `${PATH}/${id}`)
      return known.filter((one) => one.id !== id)
    })
  const save = (name: string) =>
    attempt(async () => {
      const query = writeBrowserQuery({ ...state, node: null, compare: [] }).toString()
      return [...known, await api<SavedSearchView>('POST', PATH, { name, query })].sort(byName)
    })
  return (
    <>
      {list === null && !error && <SkeletonRows label="Loading your searches…" />}
      {list?.length === 0 && <p className="px-4 pt-4 text-fg-2">You have saved no search yet.</p>}
      {known.length > 0 && (
        <ul className="p-1" aria-label="Your searches">
          {known.map((one) => (
            <SavedSearchRow
              key={one.id}
              search={one}
              onApply={() => apply(one)}
              onRename={(name) => rename(one.id, name)}
              onDelete={() => remove(one.id)}
            />
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className="px-4 pt-2 text-caption text-fg">
          {error}
        </p>
      )}
      <SaveForm onSave={save} />
    </>
  )
}

function SaveForm({ onSave }: { onSave: (name: string) => Promise<boolean> }) {
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    setBusy(true)
    if (await onSave(name.trim())) setName('')
    setBusy(false)
  }
  return (
    <form className="flex items-end gap-2 border-t p-4" onSubmit={(event) => void submit(event)}>
      <Field label="Save this search as" className="flex-1">
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        Save
      </Button>
    </form>
  )
}

function useSearches() {
  const [list, setList] = useState<SavedSearchView[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    api<SavedSearchView[]>('GET', PATH, undefined, { signal: controller.signal })
      .then(setList)
      .catch((cause: unknown) => {
        if (!controller.signal.aborted) setError(sentenceOf(cause))
      })
    return () => controller.abort()
  }, [])
  return { list, setList, error, setError }
}
