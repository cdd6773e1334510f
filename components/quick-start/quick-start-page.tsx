'use client'

import { Rocket } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorPanel } from '@/components/ui/error-panel'
import { plural } from '@/components/ui/format'
import { Kbd } from '@/components/ui/kbd'
import { Select } from '@/components/ui/select'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { suggestRange } from '@/lib/network/common-ranges'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import { answerOf, planBodyOf, wrongAnswers, type Answers } from './answers'
import { BuildSummary } from './build-summary'
import { CommandTabs } from './command-tabs'
import { IdentityNote } from './identity-note'
import { KeyAnswer } from './key-answer'
import { DurationAnswer } from './duration-answer'
import { NodesAnswer, SizeAnswer } from './machine-answers'
import { RangeAnswer } from './range-answer'
import { usePlan, type PlanRefusal } from './use-plan'
import { focusWrongAnswer, usePrimaryKey, useSubmit } from './use-submit'
import { WhereCard, type Named } from './where-card'

export interface QuickStartPageProps {
  first: Answers
  /** what the first answers would build */
  plan: QuickStartPlanView | null
  refusal: PlanRefusal | null
  grids: readonly Named[]
  /** the cockpit's own grid, used when none is chosen */
  defaultGridId: string
  /** identities that may sign */
  identities: readonly Named[]
  /** ranges of our living networks */
  takenRanges: readonly string[]
  /** machines a network has room for */
  most: number
  canPlan: boolean
  canBuild: boolean
}

/** A cluster from five answers, on one page. */
export function QuickStartPage(props: QuickStartPageProps) {
  const { takenRanges, canPlan, canBuild, grids, identities } = props
  const [answers, setAnswers] = useState(props.first)
  const [tried, setTried] = useState<string[]>([props.first.range])
  const [isChecked, setChecked] = useState(false)
  const planned = usePlan(canPlan ? planBodyOf(answers) : null, props)
  const { plan } = planned
  const submit = useSubmit(answers, planned.isStale ? null : plan)
  const change = (part: Partial<Answers>) => {
    setAnswers({ ...answers, ...part })
    submit.forget()
    if (part.range) setTried([...tried, part.range])
  }
  const wrong = wrongAnswers(answers)
  const refusal = submit.refusal ?? planned.refusal
  const about = refusal && answerOf(refusal)
  const errors = {
    ...(about && refusal ? { [about]: refusal.message } : {}),
    ...wrong,
    keys: isChecked ? wrong.keys : undefined,
    ...(submit.refusal && about === 'keys' ? { keys: submit.refusal.message } : {}),
  }
  const canPress = canBuild && !submit.isBusy
  const build = () => {
    setChecked(true)
    if (Object.keys(wrong).length > 0) focusWrongAnswer()
    if (!canPress || Object.keys(wrong).length > 0 || planned.refusal || plan?.blocked) return
    void submit.build()
  }
  usePrimaryKey(build)
  return (
    <PageBody>
      <PageHeader title="A cluster from five answers" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_432px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label="Five answers" className="divide-y">
            <KeyAnswer {...{ answers, canLook: canPlan }} onChange={change} error={errors.keys} />
            <RangeAnswer
              answers={answers}
              onChange={change}
              error={errors.range}
              warning={plan?.rangeWarning ?? null}
              networks={takenRanges.length}
              suggestion={suggestRange([...takenRanges, ...tried])}
            />
            <DurationAnswer answers={answers} onChange={change} error={errors.duration} />
            <NodesAnswer
              answers={answers}
              onChange={change}
              error={errors.nodes}
              most={props.most}
            />
            <SizeAnswer answers={answers} onChange={change} />
          </Card>
          <WhereCard
            plan={plan}
            grids={grids}
            gridId={answers.gridId ?? props.defaultGridId}
            onGridId={(gridId) => change({ gridId, nodeIds: null })}
            count={answers.nodes}
            size={answers.size}
            nodeIds={answers.nodeIds}
            onNodeIds={(nodeIds) => change({ nodeIds })}
            error={errors.where}
          />
          {plan && !plan.identity && (
            <IdentityNote canCreate={canBuild} onCreated={planned.reload} />
          )}
          {plan?.identity && plan.blocked && isChecked && (
            <ErrorPanel title="This cannot be built yet" notDone="Nothing was sent.">
              {plan.blockedBy.join(' ')}
            </ErrorPanel>
          )}
          {submit.refusal && !about && (
            <ErrorPanel title={submit.title} notDone={submit.notDone}>
              {submit.refusal.message}
            </ErrorPanel>
          )}
          <Actions
            {...{ plan, canPlan, canBuild, identities }}
            onIdentity={(identityId) => change({ identityId })}
            isBusy={submit.isBusy}
            onBuild={build}
            onDraft={() => void submit.draft()}
          />
        </div>
        <BuildSummary
          plan={plan}
          duration={answers.duration}
          isStale={planned.isStale}
          reason={canPlan ? whyNothing(planned.refusal, wrong.range) : LOOK_ONLY}
        >
          <CommandTabs answers={answers} plan={plan} />
        </BuildSummary>
      </div>
    </PageBody>
  )
}

const LOOK_ONLY = 'Your role may look. With the role designer you see here what would be built.'
const SEE_ANSWER = 'Nothing can be planned yet: the marked answer says why.'

/** Null while a plan is on its way. */
function whyNothing(refusal: PlanRefusal | null, wrongRange: string | undefined): string | null {
  if (wrongRange || (refusal && answerOf(refusal))) return SEE_ANSWER
  return refusal?.message ?? null
}

interface ActionsProps {
  plan: QuickStartPlanView | null
  canPlan: boolean
  canBuild: boolean
  identities: readonly Named[]
  onIdentity: (identityId: string) => void
  isBusy: boolean
  onBuild: () => void
  onDraft: () => void
}

function Actions(props: ActionsProps) {
  const { plan, canPlan, canBuild, identities, isBusy, onBuild, onDraft } = props
  return (
    <div className="flex flex-wrap items-center gap-3 max-md:flex-col max-md:items-stretch">
      {canBuild && (
        <Button variant="primary" size="lg" busy={isBusy} onClick={onBuild}>
          <Rocket aria-hidden />
          Build the cluster <Kbd onAccent>⌘↵</Kbd>
        </Button>
      )}
      {canPlan && (
        <Button size="lg" disabled={!plan || isBusy} onClick={onDraft}>
          Open in the designer
        </Button>
      )}
      {canBuild && plan?.identity && identities.length > 1 && (
        <Select
          aria-label="Signed by"
          selectSize="sm"
          className="ml-auto max-md:ml-0"
          value={plan.identity.id}
          options={identities.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={props.onIdentity}
        />
      )}
      <p role="status" className="ml-auto text-caption text-fg-3 max-md:text-right">
        {isBusy ? 'Signing and handing over…' : roleWords(plan, canPlan, canBuild)}
      </p>
    </div>
  )
}

function roleWords(plan: QuickStartPlanView | null, canPlan: boolean, canBuild: boolean) {
  if (!canPlan) return 'You are a viewer: a designer may plan this, an operator may build it.'
  if (!canBuild) return 'You are a designer: you may draw this. An operator signs and builds it.'
  if (!plan?.identity) return 'Nothing has been sent yet.'
  return (
    <>
      Signs {plural(plan.posts, 'reservation')} as{' '}
      <span className="font-medium text-fg-2">{plan.identity.name}</span>
    </>
  )
}
