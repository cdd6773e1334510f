'use client'

import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import type { WorkloadPlan } from '@/lib/schemas/workloads'
import { toRequest, type WorkloadValues } from './workload-form'

const TYPING_MS = 250

/** What is typed, and the server's plan of it. */
export interface WorkloadState {
  values: WorkloadValues
  change: (patch: Partial<WorkloadValues>, field?: string) => void
  /** whether a field's error may show */
  isShown: (field: string) => boolean
  showAll: () => void
  /** null until the first answer */
  plan: WorkloadPlan | null
  /** the plan is of what is typed now */
  isFresh: boolean
  /** why there is no plan */
  failure: string | null
}

/** State of the form: every change is planned anew, soon after typing stops. */
export function useWorkload(start: WorkloadValues): WorkloadState {
  const [values, setValues] = useState(start)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isAllShown, setAllShown] = useState(false)
  const { plan, isFresh, failure } = usePlan(values)
  const change = (patch: Partial<WorkloadValues>, field?: string) => {
    setValues((old) => ({ ...old, ...patch }))
    const fields = field === undefined ? Object.keys(patch) : [field]
    setTouched((old) => new Set([...old, ...fields]))
  }
  return {
    values,
    change,
    isShown: (field) => isAllShown || touched.has(field),
    showAll: () => setAllShown(true),
    ...{ plan, isFresh, failure },
  }
}

interface Planned {
  of: WorkloadValues | null
  plan: WorkloadPlan | null
  failure: string | null
}

function usePlan(values: WorkloadValues) {
  const [planned, setPlanned] = useState<Planned>({ of: null, plan: null, failure: null })
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const { signal } = stop
      api<WorkloadPlan>('POST', '/api/v1/workloads/plan', toRequest(values), { signal })
        .then((plan) => setPlanned({ of: values, plan, failure: null }))
        .catch((error: unknown) => {
          if (!signal.aborted) setPlanned({ of: values, plan: null, failure: sentenceOf(error) })
        })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [values])
  const { plan, failure, of } = planned
  // A plan of another kind says nothing about this one.
  return { plan: plan?.type === values.type ? plan : null, failure, isFresh: of === values }
}
