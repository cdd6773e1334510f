import { useCallback, useEffect, useRef } from 'react'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'
import { useDesigner, useDesignerStore } from './store/context'
import type { DesignerStore } from './store/designer-store'
import { hasUnsaved, saveDelay } from './store/save-state'

const path = (networkId: string) => `/api/v1/networks/${networkId}`

/** The body of a save: what the person sees, and the revision it started from. */
function bodyOf(store: DesignerStore) {
  const { design, positions, identityId, save } = store.getState()
  return { revision: save.revision, design, positions, identityId }
}

async function saveOnce(store: DesignerStore, networkId: string): Promise<void> {
  const { report } = store.getState()
  const body = bodyOf(store)
  report({ type: 'started' })
  try {
    const view = await api<NetworkView>('PUT', path(networkId), body)
    store.getState().report({ type: 'succeeded', revision: view.revision, at: view.updatedAt })
    store.getState().adopt(view)
  } catch (error) {
    const message = sentenceOf(error)
    const isStale = error instanceof ApiError && error.code === 'DESIGN_STALE'
    store.getState().report(isStale ? { type: 'stale', message } : { type: 'failed', message })
  }
}

/** What a submit of the saved design would do; the last plan stays when the server cannot say. */
async function loadPlan(store: DesignerStore, networkId: string, signal: AbortSignal) {
  try {
    store
      .getState()
      .setPlan(
        await api<PlanOutline>('GET', `${path(networkId)}/plan/outline`, undefined, { signal }),
      )
  } catch {
    // The review page says why a plan cannot be made; here the count simply stays as it was.
  }
}

interface Autosave {
  /** Saves now what is not saved yet; answers whether the server has everything. */
  flush: () => Promise<boolean>
  retry: () => void
}

/** Saves the design a moment after each change, one request at a time, and never loses what is on the screen. */
export function useAutosave(networkId: string, isReadOnly: boolean): Autosave {
  const store = useDesignerStore()
  const running = useRef<Promise<void> | null>(null)
  const saveNow = useCallback(() => {
    running.current ??= saveOnce(store, networkId).finally(() => {
      running.current = null
    })
    return running.current
  }, [store, networkId])

  useReportEdits(store, isReadOnly)
  useSaveTimer(saveNow, isReadOnly)
  usePlanAfterSave(store, networkId, isReadOnly)
  useLeaveGuard(store, networkId, isReadOnly)

  const flush = useCallback(async () => {
    for (let tries = 0; tries < 3; tries++) {
      await running.current
      const { phase } = store.getState().save
      if (phase === 'saved') return true
      if (phase === 'stale') return false
      await saveNow()
      if (store.getState().save.phase === 'failing') return false
    }
    return !hasUnsaved(store.getState().save)
  }, [store, saveNow])
  const retry = useCallback(() => void saveNow(), [saveNow])
  return { flush, retry }
}

function useReportEdits(store: DesignerStore, isReadOnly: boolean) {
  useEffect(() => {
    if (isReadOnly) return
    return store.subscribe((now, before) => {
      const isEdit =
        now.design !== before.design ||
        now.positions !== before.positions ||
        now.identityId !== before.identityId
      // Taking over another person's design also swaps these; it comes with a new revision.
      if (isEdit && now.save.revision === before.save.revision) now.report({ type: 'edited' })
    })
  }, [store, isReadOnly])
}

function useSaveTimer(saveNow: () => Promise<void>, isReadOnly: boolean) {
  const save = useDesigner((state) => state.save)
  const design = useDesigner((state) => state.design)
  const positions = useDesigner((state) => state.positions)
  useEffect(() => {
    const delay = saveDelay(save)
    if (delay === null || isReadOnly) return
    const timer = setTimeout(() => void saveNow(), delay)
    const online = () => void saveNow()
    window.addEventListener('online', online)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', online)
    }
    // A further edit starts the wait again.
  }, [save, design, positions, saveNow, isReadOnly])
}

function usePlanAfterSave(store: DesignerStore, networkId: string, isReadOnly: boolean) {
  const revision = useDesigner((state) => state.save.revision)
  const deployed = useDesigner((state) => state.server.deployed)
  useEffect(() => {
    if (isReadOnly) return
    const controller = new AbortController()
    void loadPlan(store, networkId, controller.signal)
    return () => controller.abort()
  }, [store, networkId, revision, deployed, isReadOnly])
}

/** Leaving with unsaved edits: send them on the way out, and let the browser ask when that cannot be. */
function useLeaveGuard(store: DesignerStore, networkId: string, isReadOnly: boolean) {
  useEffect(() => {
    if (isReadOnly) return
    const send = () => {
      const { phase } = store.getState().save
      if (phase !== 'dirty' && phase !== 'failing') return
      void fetch(path(networkId), {
        method: 'PUT',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(store)),
      }).catch(() => undefined)
    }
    const ask = (event: BeforeUnloadEvent) => {
      if (['failing', 'stale'].includes(store.getState().save.phase)) event.preventDefault()
    }
    window.addEventListener('pagehide', send)
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('pagehide', send)
      window.removeEventListener('beforeunload', ask)
      send()
    }
  }, [store, networkId, isReadOnly])
}
