'use client'

import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { ClusterView } from '@/lib/schemas/clusters'
import { addMachine, designProblems, inOrder, whyNot, type PlaceNetwork } from './machine-form'
import { KeyPicker } from './key-picker'
import { MachinePicker } from './machine-picker'
import { RefusalText } from './refusal-text'
import { keysOfLines, keysProblem, type ChosenKey, type SavedKey } from './ssh-choice'

interface EditMachinesProps {
  cluster: ClusterView
  network: PlaceNetwork
  savedKeys: readonly SavedKey[]
  /** the page was opened to add a worker */
  addsWorker: boolean
}

interface Failure {
  text: string
  isStale: boolean
}

/** Machines and keys of a cluster that exists; saving sends nothing. */
export function EditMachines({ cluster, network, savedKeys, addsWorker }: EditMachinesProps) {
  const router = useRouter()
  const free = addsWorker ? firstFree(cluster, network) : undefined
  const [machines, setMachines] = useState(() => startOf(cluster, free))
  const [keys, setKeys] = useState<ChosenKey[]>(() =>
    keysOfLines(cluster.sshKeys.map(({ line }) => line)),
  )
  const [typedKey, setTypedKey] = useState('')
  const [wasTried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const problems = designProblems(
    { name: cluster.name, machines, sshKeys: keys.map(({ line }) => line) },
    network,
  )
  const errors = problems.filter(({ severity }) => severity === 'error')
  const keyRefusal = keysProblem(keys, typedKey)

  const save = async () => {
    setTried(true)
    setFailure(null)
    if (errors.length > 0 || machines.length === 0 || keyRefusal) return
    setBusy(true)
    try {
      await api<ClusterView>('PUT', `/api/v1/clusters/${cluster.id}`, {
        revision: cluster.revision,
        machines: inOrder(machines),
        sshKeys: keys.map(({ line }) => line),
      })
      router.push(`/clusters/${cluster.id}/review`)
      router.refresh()
    } catch (error) {
      const isStale = error instanceof ApiError && error.code === 'DESIGN_STALE'
      setFailure({ text: sentenceOf(error), isStale })
      setBusy(false)
    }
  }
  return (
    <PageBody narrow>
      <Crumbs
        items={[
          { label: 'Clusters', href: '/clusters' },
          { label: cluster.name, href: `/clusters/${cluster.id}` },
          { label: 'Edit machines' },
        ]}
      />
      <PageHeader title={`Machines of ${cluster.name}`} />
      {addsWorker && (
        <AddNote label={free?.label} networkId={network.id} networkName={network.name} />
      )}
      <form
        noValidate
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <section aria-labelledby="edit-machines">
          <h2 id="edit-machines" className="mb-2 text-title">
            Nodes of {network.name}
          </h2>
          <p className="mb-3 text-fg-2">
            A machine that runs is not changed in place: another role, size or address deletes it
            and makes it anew, and everything on its disk is lost.
          </p>
          <MachinePicker
            places={network.places}
            machines={machines}
            problems={problems}
            onMachines={setMachines}
          />
          <RefusalText
            id="edit-refusal"
            text={wasTried ? machinesRefusal(machines.length, errors) : undefined}
          />
        </section>
        <section aria-labelledby="edit-keys">
          <h2 id="edit-keys" className="mb-2 text-title">
            Who may log in
          </h2>
          <p className="mb-3 text-fg-2">
            Other keys make every machine anew: they are set when a VM starts for the first time.
          </p>
          <KeyPicker
            saved={savedKeys}
            chosen={keys}
            typed={typedKey}
            onTyped={setTypedKey}
            error={wasTried ? keyRefusal : null}
            onChosen={setKeys}
          />
        </section>
        {failure && (
          <ErrorPanel
            title="The change was not saved"
            notDone="Nothing was overwritten."
            actions={
              failure.isStale && (
                <Button size="sm" onClick={() => window.location.reload()}>
                  Load it again
                </Button>
              )
            }
          >
            {failure.text}
          </ErrorPanel>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button asChild>
            <Link href={`/clusters/${cluster.id}`}>Cancel</Link>
          </Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            Save and review <ArrowRight aria-hidden />
          </Button>
        </div>
        <p className="-mt-3 text-right text-caption text-fg-3">
          Nothing is sent to the grid before you review and sign it.
        </p>
      </form>
    </PageBody>
  )
}

function startOf(cluster: ClusterView, free: PlaceNetwork['places'][number] | undefined) {
  const machines = cluster.machineList.map(({ nodeId, role, size, ip }) => ({
    nodeId,
    role,
    size,
    ip,
  }))
  return free ? addMachine(machines, free) : machines
}

/** The first node of the network that can take another machine. */
function firstFree({ machineList }: ClusterView, { places }: PlaceNetwork) {
  return places.find(
    (place) => whyNot(place) === null && !machineList.some(({ nodeId }) => nodeId === place.nodeId),
  )
}

function AddNote({
  label,
  networkId,
  networkName,
}: {
  label: string | undefined
  networkId: string
  networkName: string
}) {
  if (label) {
    return (
      <Banner inset tone="pending" className="mb-4">
        A worker on {label} is added below. Another node does as well.
      </Banner>
    )
  }
  return (
    <Banner
      inset
      tone="warning"
      className="mb-4"
      actions={
        <Button asChild size="sm">
          <Link href={`/networks/${networkId}`}>Add a node</Link>
        </Button>
      }
    >
      No node of {networkName} can take another machine: a network has room for one VM on a node.
    </Banner>
  )
}

function machinesRefusal(
  machines: number,
  errors: readonly { objects: readonly string[]; message: string }[],
): string | undefined {
  if (machines === 0) return 'Pick at least one node: the first is the master.'
  const some = errors.some(({ objects }) => objects.some((object) => object !== 'cluster'))
  return some ? 'Not every machine can stand as it is. See beside them.' : undefined
}
