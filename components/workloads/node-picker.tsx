'use client'

import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { gib, short, shortKey } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import type { NodeView } from '@/lib/schemas/views'

interface NodePickerProps {
  /** least free GiB, to leave out nodes that are full */
  needs: { ssd?: number; hdd?: number }
  chosen: NodeView | null
  error: string | null
  onChoose: (node: NodeView | null) => void
}

const MOST_ROWS = 30
const TYPING_MS = 200

/** One node, found by its place, farm or id, with what it has free. */
export function NodePicker({ needs, chosen, error, onChoose }: NodePickerProps) {
  if (chosen)
    return (
      <div className="flex items-center gap-3">
        <NodeFacts node={chosen} />
        <Button size="sm" onClick={() => onChoose(null)}>
          Choose another
        </Button>
      </div>
    )
  return <NodeSearch needs={needs} error={error} onChoose={onChoose} />
}

function NodeSearch({ needs, error, onChoose }: Omit<NodePickerProps, 'chosen'>) {
  const [words, setWords] = useState('')
  const { nodes, failure } = useNodes(words, needs)
  return (
    <>
      <Field label="Node" error={error ?? failure} help="Nodes that are up and have room">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            placeholder="City, farm or node id"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <ul
        aria-label="Nodes found"
        aria-busy={nodes === null}
        className="mt-2 max-h-72 divide-y divide-border/65 overflow-y-auto rounded-md border"
      >
        {nodes?.map((node) => (
          <li key={`${node.gridId}/${node.nodeId}`}>
            <button
              type="button"
              onClick={() => onChoose(node)}
              className="flex min-h-11 w-full items-center gap-3 px-3 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <NodeFacts node={node} />
            </button>
          </li>
        ))}
        {nodes?.length === 0 && (
          <li className="px-3 py-2 text-fg-2">No node that is up and has room matches.</li>
        )}
      </ul>
      {nodes?.length === MOST_ROWS && (
        <p className="mt-1 text-caption text-fg-3">The first {MOST_ROWS}; type to find others.</p>
      )}
    </>
  )
}

function NodeFacts({ node }: { node: NodeView }) {
  const { city, country, farmName, nodeId, free, engine, freshness } = node
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="truncate text-label">
          {[city, country].filter(Boolean).join(', ') || shortKey(nodeId)}
        </span>
        <FreshnessStatus freshness={freshness} />
        {engine === 'simulated' && <SimulatedTag />}
      </span>
      <span className="block truncate text-caption text-fg-3 tabular-nums">
        {farmName} · <span className="mono">{shortKey(nodeId)}</span> · free {gib(free.sru)} SSD,{' '}
        {gib(free.hru)} HDD, {short(free.cru)} vCPU, {gib(free.mru)} memory
      </span>
    </span>
  )
}

interface Found {
  /** null while the first answer is on its way */
  nodes: readonly NodeView[] | null
  failure: string | null
}

function useNodes(words: string, { ssd = 0, hdd = 0 }: NodePickerProps['needs']): Found {
  const [found, setFound] = useState<Found>({ nodes: null, failure: null })
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const { signal } = stop
      api<NodeView[]>('GET', `/api/v1/nodes?${queryOf(words, ssd, hdd)}`, undefined, { signal })
        .then((nodes) => setFound({ nodes, failure: null }))
        .catch((error: unknown) => {
          if (!signal.aborted) setFound({ nodes: [], failure: sentenceOf(error) })
        })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [words, ssd, hdd])
  return found
}

function queryOf(words: string, ssd: number, hdd: number): URLSearchParams {
  const text = words.trim().slice(0, 200)
  return new URLSearchParams({
    status: 'up',
    limit: String(MOST_ROWS),
    ...(ssd > 0 ? { ssd: String(ssd) } : {}),
    ...(hdd > 0 ? { hdd: String(hdd) } : {}),
    ...(text ? { q: text } : {}),
  })
}
