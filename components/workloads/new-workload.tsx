'use client'

import { Fingerprint } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { EndPicker } from '@/components/review/end-picker'
import { FailurePanel, Signer } from '@/components/review/review-parts'
import { stopped, useSubmit } from '@/components/review/use-submit'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { Segmented } from '@/components/ui/segmented'
import type { DraftType } from '@/lib/protocol/workload-draft'
import type { IdentityView, OperationView } from '@/lib/schemas/views'
import type { WorkloadPlaces } from '@/lib/schemas/workloads'
import { ContainerFields } from './container-fields'
import { SwitchField, TextField } from './form-fields'
import { DebugFields, VolumeFields, ZdbFields } from './kind-fields'
import { Place } from './place-card'
import { PlanPanel } from './plan-panel'
import { useWorkload, type WorkloadState } from './use-workload'
import { errorOf, KINDS, newRequestId, START, toRequest } from './workload-form'

interface NewWorkloadProps {
  type: DraftType
  places: WorkloadPlaces
  /** those the person may sign with */
  identities: readonly IdentityView[]
  grids: readonly { id: string; name: string }[]
  canOperate: boolean
}

/** One workload beside networks and VMs: filled in, planned as it is typed, signed with one button. */
export function NewWorkload({ type, places, identities, grids, canOperate }: NewWorkloadProps) {
  const form = useWorkload({ ...START, type, identityId: identities[0]?.id ?? '' })
  const { values, change } = form
  const kind = KINDS.find(({ value }) => value === values.type)
  const gridName = grids.find(({ id }) => id === values.gridId)?.name ?? grids[0]?.name ?? ''
  return (
    <PageBody>
      <PageHeader title="New workload" />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label="Kind of workload"
          value={values.type}
          options={KINDS}
          className="max-w-full overflow-x-auto"
          onValueChange={(next) =>
            change({ type: next, nodeId: '', gridId: '', mounts: [] }, 'type')
          }
        />
        <p className="text-fg-2">{kind?.about}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Block title="Where">
            <Place key={values.type} form={form} places={places} />
          </Block>
          <Block title="What">
            <TextField
              form={form}
              name="name"
              label="Name"
              help="For you and your team; the node does not see it"
              className="max-w-96"
            />
            <Fields form={form} places={places} />
          </Block>
          <Block title="How long">
            <Until form={form} />
          </Block>
          {values.type !== 'container' && (
            <Block title="Signed by">
              <Signer
                identities={identities}
                gridName={gridName}
                value={values.identityId}
                onValue={(identityId) => change({ identityId })}
              />
            </Block>
          )}
        </div>
        <Submit form={form} canOperate={canOperate} />
      </div>
    </PageBody>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} />
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </Card>
  )
}

function Fields({ form, places }: { form: WorkloadState; places: WorkloadPlaces }) {
  switch (form.values.type) {
    case 'volume':
      return <VolumeFields form={form} />
    case 'zdb':
      return <ZdbFields form={form} />
    case 'debug':
      return <DebugFields form={form} />
    case 'container':
      return <ContainerFields form={form} places={places} />
  }
}

function Until({ form }: { form: WorkloadState }) {
  const { values, change } = form
  const isContainer = values.type === 'container'
  return (
    <>
      {isContainer && (
        <SwitchField
          form={form}
          name="endsWithNetwork"
          label="Ends with its network"
          help="Without its network a container cannot live on."
        />
      )}
      {!(isContainer && values.endsWithNetwork) && (
        <div className="max-w-96">
          <EndPicker
            fixedEnd={null}
            duration={values.duration}
            onDuration={(duration) => change({ duration })}
          />
        </div>
      )}
    </>
  )
}

function Submit({ form, canOperate }: { form: WorkloadState; canOperate: boolean }) {
  const { values, plan, failure: planFailure } = form
  const [requestOf, setRequestOf] = useState({ values, requestId: '' })
  // The same typed values are the same request, however often the button is pressed.
  const requestId = requestOf.values === values ? requestOf.requestId : ''
  const { failure, isBusy, isReloading, submit, reload } = useSubmit({
    canSubmit: canOperate,
    whatStops: () => {
      form.showAll()
      const first = form.plan?.problems.find(({ severity }) => severity === 'error')
      if (!form.isFresh || !form.plan)
        return stopped('The plan is still being made. Try again in a moment.')
      return first ? stopped(first.message) : null
    },
    send: () => {
      const id = requestId || newRequestId()
      setRequestOf({ values, requestId: id })
      return api<OperationView>('POST', '/api/v1/workloads', {
        ...toRequest(values),
        requestId: id,
      })
    },
  })
  const duration = errorOf(plan, 'duration', true)
  return (
    <Card aria-label="Plan" className="lg:sticky lg:top-4">
      <CardHeader title="Plan" note={form.isFresh ? undefined : 'being made…'} />
      <div aria-live="polite" className="p-4">
        <PlanPanel plan={plan} failure={planFailure} />
        {duration && <p className="mt-3 text-caption text-fg-2">{duration}</p>}
      </div>
      <div className="flex flex-col gap-2 border-t p-4">
        {failure && <FailurePanel {...{ failure, isReloading }} onReload={reload} />}
        {canOperate ? (
          <Button variant="primary" size="lg" busy={isBusy} onClick={submit}>
            <Fingerprint aria-hidden /> Sign and submit
          </Button>
        ) : (
          <p className="text-fg-2">You may plan. Signing and submitting takes the role operator.</p>
        )}
      </div>
    </Card>
  )
}
