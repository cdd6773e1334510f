'use client'

import { Fingerprint } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { plural } from '@/components/ui/format'
import { Kbd } from '@/components/ui/kbd'
import { LocalTime } from '@/components/ui/time'
import type { IdentityView, OperationView, PlanView } from '@/lib/schemas/views'
import { ChangeDiff } from './change-diff'
import { ChangeList } from './change-list'
import { checksOf, isUnchanged } from './checks'
import { EndPicker } from './end-picker'
import { DEFAULT_DURATION, endPreview } from './end-preview'
import { CheckList, FailurePanel, Part, Signer } from './review-parts'
import { firstSigner } from './signers'
import { stopped, useSubmit, type Failure } from './use-submit'

interface ReviewProps {
  plan: PlanView
  gridName: string
  identities: readonly IdentityView[]
  identityId: string | null
  canOperate: boolean
}

/** The plan, read before anything leaves; signing and submitting is one button. */
export function Review(props: ReviewProps) {
  const { plan, canOperate, identities, gridName } = props
  const [duration, setDuration] = useState(DEFAULT_DURATION as string)
  const [identityId, setIdentityId] = useState(() => firstSigner(identities, props.identityId))
  const total = plan.posts + plan.deletes
  const { failure, isBusy, isReloading, submit, reload } = useSubmit({
    canSubmit: canOperate && total > 0,
    whatStops: () => whatStops(plan, identityId, duration),
    send: () =>
      api<OperationView>('POST', `/api/v1/networks/${plan.networkId}/apply`, {
        hash: plan.hash,
        identityId,
        ...(plan.fixedEnd ? {} : { duration: duration.trim() }),
      }),
  })

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] max-lg:pb-28 lg:h-full lg:grid-cols-[288px_minmax(0,1fr)_336px]">
      <Crumbs
        items={[
          { label: 'Networks', href: '/networks' },
          { label: plan.networkName, href: `/networks/${plan.networkId}` },
          { label: 'Review' },
        ]}
      />
      <div className="min-h-0 overflow-y-auto bg-surface max-lg:border-b lg:border-r">
        <ChangeList plan={plan} />
      </div>
      <Diff plan={plan} />
      <aside aria-label="Submit" className="flex min-h-0 flex-col bg-surface lg:border-l">
        <div className="min-h-0 flex-1 divide-y overflow-y-auto *:p-4">
          {plan.posts > 0 && (
            <Part title="Runs until">
              <EndPicker fixedEnd={plan.fixedEnd} duration={duration} onDuration={setDuration} />
            </Part>
          )}
          <Part title="Checks">
            <CheckList checks={checksOf(plan)} />
          </Part>
          <Part title="Order of work">
            <Order plan={plan} />
          </Part>
          {canOperate && (
            <Part title="Signed by">
              <Signer
                identities={identities}
                gridName={gridName}
                value={identityId}
                onValue={setIdentityId}
              />
            </Part>
          )}
        </div>
        <div className="flex flex-col gap-2 border-t bg-surface px-4 py-3 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:max-h-[70dvh] max-lg:overflow-y-auto md:max-lg:left-12">
          {failure && <FailurePanel {...{ failure, isReloading }} onReload={reload} />}
          <SubmitFoot {...{ total, canOperate, isBusy }} onSubmit={submit} plan={plan} />
        </div>
      </aside>
    </div>
  )
}

function Diff({ plan }: { plan: PlanView }) {
  const changes = plan.changes.filter(({ kind }) => kind !== 'keep')
  const owners = new Map(plan.changes.map(({ subnet, label }) => [subnet, label]))
  return (
    <div className="min-h-0 overflow-y-auto max-lg:contents">
      <header className="max-lg:order-first flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5 md:px-6">
        <h1 className="text-title">Review {plan.networkName}</h1>
        <p className="text-caption text-fg-3">
          Plan <span className="mono text-fg-2">{plan.hash.slice(0, 8)}</span>, made{' '}
          <LocalTime at={plan.madeAt} style="time" />
        </p>
        <Button asChild size="sm" variant="ghost" className="ml-auto">
          <Link href={`/networks/${plan.networkId}`}>Back to the design</Link>
        </Button>
      </header>
      {changes.length === 0 && (
        <p className="p-4 text-fg-2 md:p-6">
          {isUnchanged(plan)
            ? 'Nothing to submit: the grid has what you drew.'
            : 'The design cannot be planned yet. The checks say why.'}
        </p>
      )}
      {changes.map((change) => (
        <ChangeDiff key={change.nodeId} change={change} ownerOf={(subnet) => owners.get(subnet)} />
      ))}
    </div>
  )
}

function Order({ plan }: { plan: PlanView }) {
  const hasChanged = plan.changes.some(({ kind }) => kind === 'change')
  return (
    <>
      <ol className="flex list-decimal flex-col gap-1 pl-4 text-caption text-fg-2">
        {plan.posts > 0 && (
          <>
            <li>Sign {plural(plan.posts, 'reservation')}, one for each node</li>
            <li>Send {plan.posts === 1 ? 'it' : 'them'} to the explorer, all nodes at once</li>
            <li>Follow {plan.posts === 1 ? 'it' : 'each'} until its node answers</li>
          </>
        )}
        {plan.deletes > 0 && (
          <li>Delete {plural(plan.deletes, 'reservation')} of nodes that leave</li>
        )}
        {plan.posts + plan.deletes === 0 && <li>Nothing to do</li>}
      </ol>
      {hasChanged && (
        <p className="mt-2 text-caption text-fg-3">
          A newer reservation replaces the configuration in place; its tunnels pause for a moment.
        </p>
      )}
    </>
  )
}

interface SubmitFootProps {
  total: number
  canOperate: boolean
  isBusy: boolean
  plan: PlanView
  onSubmit: () => void
}

function SubmitFoot({ total, canOperate, isBusy, plan, onSubmit }: SubmitFootProps) {
  if (!canOperate) {
    return (
      <p className="text-caption text-fg-2">
        Your role may plan. An operator of the team signs and submits it from this page.
      </p>
    )
  }
  if (isUnchanged(plan)) {
    return (
      <Button asChild size="lg">
        <Link href={`/networks/${plan.networkId}`}>Back to the design</Link>
      </Button>
    )
  }
  return (
    <>
      <Button variant="primary" size="lg" busy={isBusy} disabled={total === 0} onClick={onSubmit}>
        <Fingerprint aria-hidden />
        Sign and submit {total} <Kbd onAccent>⌘↵</Kbd>
      </Button>
      <p role="status" className="text-center text-caption text-fg-3">
        {isBusy ? 'Signing and handing over…' : 'Nothing has been sent yet.'}
      </p>
    </>
  )
}

/** What is known here to stop the submit; the server decides in the end. */
function whatStops(plan: PlanView, identityId: string, duration: string): Failure | null {
  const errors = plan.problems.filter(({ severity }) => severity === 'error')
  if (errors[0])
    return stopped(`${errors.map(({ message }) => message).join(' ')} Go back and fix it.`)
  if (identityId === '') return stopped('Choose an identity to sign with.')
  if (plan.fixedEnd || plan.posts === 0) return null
  const preview = endPreview(duration, Date.now())
  return preview.kind === 'error' ? stopped(preview.message) : null
}
