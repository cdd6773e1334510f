'use client'

import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { gib, shortKey } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { SimulatedTag } from '@/components/ui/tag'
import { sizeWords } from '@/lib/kubernetes/quick-start/nodes'
import type { NodeView } from '@/lib/schemas/views'

interface ChangeNodesProps {
  gridId: string
  count: number
  size: 1 | 2
  chosen: readonly string[]
  onClose: () => void
  /** null: by rule again */
  onChoose: (nodeIds: readonly string[] | null) => void
}

const MOST_ROWS = 100
const TYPING_MS = 250

/** Other nodes than the rule's: exactly as many as the cluster has machines. */
export function ChangeNodes(props: ChangeNodesProps) {
  const { count, size, onClose, onChoose } = props
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState(props.chosen)
  const { nodes, failure } = useFittingNodes(props.gridId, size, words)
  const toggle = (nodeId: string, isOn: boolean) =>
    setPicked(isOn ? [...picked, nodeId] : picked.filter((id) => id !== nodeId))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title="Choose nodes"
      description={`Up, and with room for ${sizeWords(size)}. The first with public IPv4 becomes the master.`}
      footer={
        <>
          <Button onClick={() => onChoose(null)} className="mr-auto">
            Choose by rule
          </Button>
          <Button
            variant="primary"
            disabled={picked.length !== count}
            onClick={() => onChoose(picked)}
          >
            {picked.length === count ? `Use these ${count}` : `${picked.length} of ${count} chosen`}
          </Button>
        </>
      }
    >
      <Field label="Find" hideLabel>
        {(control) => (
          <Input
            {...control}
            placeholder="City, farm or node id"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      {failure && (
        <ErrorPanel className="mt-3" title="The nodes could not be read">
          {failure}
        </ErrorPanel>
      )}
      <ul aria-label="Nodes" aria-busy={nodes === null} className="mt-3 divide-y">
        {nodes?.map((node) => (
          <NodeChoiceRow
            key={node.nodeId}
            node={node}
            isOn={picked.includes(node.nodeId)}
            isFull={picked.length >= count}
            onToggle={(isOn) => toggle(node.nodeId, isOn)}
          />
        ))}
      </ul>
      {nodes?.length === 0 && (
        <p className="py-2 text-fg-2">No node fits these words and the size.</p>
      )}
      {nodes?.length === MOST_ROWS && (
        <p className="pt-2 text-caption text-fg-3">The first {MOST_ROWS}; search for others.</p>
      )}
    </Dialog>
  )
}

interface RowProps {
  node: NodeView
  isOn: boolean
  isFull: boolean
  onToggle: (isOn: boolean) => void
}

function NodeChoiceRow({ node, isOn, isFull, onToggle }: RowProps) {
  const { city, country, farmName, nodeId, free, engine, endpointClass } = node
  return (
    <li>
      <label className="flex min-h-11 items-center gap-3 py-1.5">
        <Checkbox checked={isOn} disabled={!isOn && isFull} onCheckedChange={onToggle} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-label">{city || country || shortKey(nodeId)}</span>
            {engine === 'simulated' && <SimulatedTag />}
          </span>
          <span className="block truncate text-caption text-fg-3">
            {farmName} · <span className="mono">{shortKey(nodeId)}</span>
          </span>
        </span>
        <span className="text-caption text-fg-3 tabular-nums max-md:hidden">
          {free.cru} vCPU, {gib(free.mru)}
        </span>
        <EndpointBadge endpointClass={endpointClass} />
      </label>
    </li>
  )
}

interface Fitting {
  /** null while the first answer is on its way */
  nodes: readonly NodeView[] | null
  failure: string | null
}

function useFittingNodes(gridId: string, size: 1 | 2, words: string): Fitting {
  const [answer, setAnswer] = useState<Fitting>({ nodes: null, failure: null })
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void readNodes(gridId, size, words, stop.signal).then((read) => {
        if (!stop.signal.aborted) setAnswer(read)
      })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [gridId, size, words])
  return answer
}

async function readNodes(
  gridId: string,
  size: 1 | 2,
  words: string,
  signal: AbortSignal,
): Promise<Fitting> {
  const query = new URLSearchParams({
    ...(gridId ? { grid: gridId } : {}),
    status: 'up',
    fits: String(size),
    limit: String(MOST_ROWS),
    ...(words.trim() ? { q: words.trim().slice(0, 200) } : {}),
  })
  try {
    const nodes = await api<NodeView[]>('GET', `/api/v1/nodes?${query}`, undefined, { signal })
    return { nodes, failure: null }
  } catch (error) {
    return { nodes: null, failure: sentenceOf(error) }
  }
}
