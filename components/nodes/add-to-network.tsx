'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Note } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { plural } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import type { NodeRow } from '@/lib/nodes/node-row'
import type { NetworkSummary } from '@/lib/schemas/views'
import { freeRange, isPublicRange, nameProblem, rangeProblem } from './network-form'
import { nodeTitle } from './node-title'

/** What is added: where it is and what people call it. */
export type AddedNode = Pick<NodeRow, 'gridId' | 'nodeId' | 'city' | 'country'>
export type TargetNetwork = Pick<NetworkSummary, 'id' | 'name' | 'range' | 'gridId'>

interface AddToNetworkProps {
  rows: readonly AddedNode[]
  networks: readonly TargetNetwork[]
  onOpenChange: (open: boolean) => void
}

export function AddToNetwork({ rows, networks, onOpenChange }: AddToNetworkProps) {
  const gridId = rows[0]?.gridId
  const here = networks.filter((network) => network.gridId === gridId)
  const [target, setTarget] = useState<'new' | 'existing'>('new')
  const isMixed = rows.some((row) => row.gridId !== gridId)
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={
        rows.length === 1 && rows[0]
          ? `Add ${nodeTitle(rows[0])} to a network`
          : `Add ${rows.length} nodes to a network`
      }
    >
      {isMixed ? (
        <ErrorPanel title="The nodes are on different grids" notDone="Nothing was added.">
          A network lives on one grid. Choose nodes of one grid only.
        </ErrorPanel>
      ) : (
        <div className="flex flex-col gap-4">
          {here.length > 0 && (
            <Segmented
              label="Which network"
              value={target}
              onValueChange={setTarget}
              className="self-start"
              options={[
                { value: 'new', label: 'New network' },
                { value: 'existing', label: 'Existing network' },
              ]}
            />
          )}
          {target === 'new' || here.length === 0 ? (
            <NewNetworkForm rows={rows} networks={networks} gridId={gridId} />
          ) : (
            <ExistingNetworkForm rows={rows} networks={here} />
          )}
        </div>
      )}
    </Dialog>
  )
}

function NewNetworkForm({
  rows,
  networks,
  gridId,
}: {
  rows: readonly AddedNode[]
  networks: readonly TargetNetwork[]
  gridId: string | undefined
}) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [range, setRange] = useState(() => freeRange(networks.map((network) => network.range)))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const problems = { name: nameProblem(name), range: rangeProblem(range) }

  const create = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problems.name || problems.range) return
    setBusy(true)
    setError(null)
    try {
      const body = {
        name: name.trim(),
        range: range.trim(),
        nodeIds: rows.map((row) => row.nodeId),
        gridId,
      }
      const network = await api<{ id: string }>('POST', '/api/v1/networks', body)
      router.push(`/networks/${network.id}`)
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void create(event)} noValidate>
      <Field
        label="Name"
        error={tried ? problems.name : null}
        help="Lower-case letters, digits and dashes, for instance kestrel."
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoFocus
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        label="Range"
        error={tried ? problems.range : null}
        help="A private IPv4 /16. Each node gets a /24 of it."
      >
        {(control) => (
          <Input
            {...control}
            mono
            value={range}
            onChange={(event) => setRange(event.target.value)}
            autoComplete="off"
          />
        )}
      </Field>
      {!problems.range && isPublicRange(range) && (
        <Note>
          <strong className="font-medium text-fg">{range.trim()} is public internet space.</strong>{' '}
          Machines in the network will not reach the real owners of these addresses. Use a range
          such as 10.40.0.0/16 unless you know why.
        </Note>
      )}
      {error && (
        <ErrorPanel title="The network was not created" notDone="Nothing was saved.">
          {error}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        Create network with {plural(rows.length, 'node')}
      </Button>
    </form>
  )
}

function ExistingNetworkForm({
  rows,
  networks,
}: {
  rows: readonly AddedNode[]
  networks: readonly TargetNetwork[]
}) {
  const router = useRouter()
  const [id, setId] = useState(networks[0]?.id ?? '')
  const add = () => {
    const nodes = rows.map((row) => row.nodeId).join(',')
    router.push(`/networks/${id}?add=${encodeURIComponent(nodes)}`)
  }
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Network"
        help="They are staged on the canvas; nothing is sent before you review and sign."
      >
        {(control) => (
          <Select
            {...control}
            value={id}
            onValueChange={setId}
            options={networks.map((network) => ({
              value: network.id,
              label: `${network.name} · ${network.range}`,
            }))}
          />
        )}
      </Field>
      <Button variant="primary" className="self-end" onClick={add}>
        Stage {plural(rows.length, 'node')}
      </Button>
    </div>
  )
}
