'use client'

import { Fingerprint } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { EndPicker } from '@/components/review/end-picker'
import { DEFAULT_DURATION, endPreview } from '@/components/review/end-preview'
import { CheckList, FailurePanel, Part, Signer } from '@/components/review/review-parts'
import { firstSigner } from '@/components/review/signers'
import { stopped, useSubmit, type Failure } from '@/components/review/use-submit'
import { Crumbs } from '@/components/shell/crumbs'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { ClusterPlanView } from '@/lib/schemas/clusters'
import type { IdentityView, OperationView } from '@/lib/schemas/views'
import { MachineChanges } from './machine-changes'
import { ClusterChangeList } from './machine-change-list'
import { clusterChecks, clusterOrder, isUnchanged } from './review-checks'

interface ClusterReviewProps {
  plan: ClusterPlanView
  gridName: string
  identities: readonly IdentityView[]
  identityId: string | null
  canOperate: boolean
}

/** A cluster's plan, read before anything leaves; what its network needs first is part of it. */
export function ClusterReview(props: ClusterReviewProps) {
  const { plan, gridName, identities, canOperate } = props
  const [duration, setDuration] = useState(DEFAULT_DURATION as string)
  const [identityId, setIdentityId] = useState(() => firstSigner(identities, props.identityId))
  const total = plan.posts + plan.deletes
  const { failure, isBusy, isReloading, submit, reload } = useSubmit({
    canSubmit: canOperate && total > 0,
    whatStops: () => whatStops(plan, identityId, duration),
    send: () =>
      api<OperationView>('POST', `/api/v1/clusters/${plan.clusterId}/apply`, {
        hash: plan.hash,
        identityId,
        ...(plan.fixedEnd ? {} : { duration: duration.trim() }),
      }),
  })
  const order = clusterOrder(plan)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] max-lg:pb-28 lg:h-full lg:grid-cols-[288px_minmax(0,1fr)_336px]">
      <Crumbs
        items={[
          { label: 'Clusters', href: '/clusters' },
          { label: plan.clusterName, href: `/clusters/${plan.clusterId}` },
          { label: 'Review' },
        ]}
      />
      <div className="min-h-0 overflow-y-auto bg-surface max-lg:border-b lg:border-r">
        <ClusterChangeList plan={plan} />
      </div>
      <MachineChanges plan={plan} />
      <aside aria-label="Submit" className="flex min-h-0 flex-col bg-surface lg:border-l">
        <div className="min-h-0 flex-1 divide-y overflow-y-auto *:p-4">
          {plan.posts > 0 && (
            <Part title="Runs until">
              <EndPicker fixedEnd={plan.fixedEnd} duration={duration} onDuration={setDuration} />
            </Part>
          )}
          <Part title="Checks">
            <CheckList checks={clusterChecks(plan)} />
          </Part>
          <Part title="Order of work">
            <ol className="flex list-decimal flex-col gap-1 pl-4 text-caption text-fg-2">
              {(order.length > 0 ? order : ['Nothing to do']).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
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
          <Foot {...{ plan, total, canOperate, isBusy }} onSubmit={submit} />
        </div>
      </aside>
    </div>
  )
}

interface FootProps {
  plan: ClusterPlanView
  total: number
  canOperate: boolean
  isBusy: boolean
  onSubmit: () => void
}

function Foot({ plan, total, canOperate, isBusy, onSubmit }: FootProps) {
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
        <Link href={`/clusters/${plan.clusterId}`}>Back to the cluster</Link>
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
function whatStops(plan: ClusterPlanView, identityId: string, duration: string): Failure | null {
  const errors = plan.problems.filter(({ severity }) => severity === 'error')
  if (errors[0])
    return stopped(`${errors.map(({ message }) => message).join(' ')} Go back and fix it.`)
  if (identityId === '') return stopped('Choose an identity to sign with.')
  if (plan.fixedEnd || plan.posts === 0) return null
  const preview = endPreview(duration, Date.now())
  return preview.kind === 'error' ? stopped(preview.message) : null
}
