import { useEffect, useEffectEvent, useState } from 'react'
import { useLiveEvents } from '@/components/shell/live'
import { api, sentenceOf } from '@/components/ui/api'
import type { ProofList, ProofSummary, ProofView } from '@/lib/schemas/proofs'

interface UseProofInput {
  networkId: string
  /** the saved design somebody looks at */
  revision: number
  /** saves first what is not saved; answers the revision then, null when that failed */
  save?: () => Promise<number | null>
}

/** What is known of a network's proofs, and how to make and end one. */
export interface ProofState {
  /** null: not loaded yet */
  availability: ProofList['availability'] | null
  running: ProofView | null
  /** the newest with a result */
  latest: ProofView | null
  /** the newest, when it ended without a result */
  failed: ProofSummary | null
  /** why the last click did nothing: a sentence */
  refusal: string | null
  isStarting: boolean
  start: () => Promise<void>
  cancel: () => Promise<void>
}

type Loaded = Pick<ProofState, 'availability' | 'running' | 'latest' | 'failed'>

const NOTHING: Loaded = { availability: null, running: null, latest: null, failed: null }
const POLL_MS = 500

/** Loads the proofs of a network, follows one that runs, starts and cancels. */
export function useProof({ networkId, revision, save }: UseProofInput): ProofState {
  const [loaded, setLoaded] = useState<Loaded>(NOTHING)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isStarting, setStarting] = useState(false)
  useEffect(() => {
    const gone = new AbortController()
    loadProofs(networkId, gone.signal).then(setLoaded, keepShown)
    return () => gone.abort()
    // A saved design may be another one than the proven one.
  }, [networkId, revision])
  const load = () => loadProofs(networkId).then(setLoaded, keepShown)
  useLiveEvents((event) => {
    if (event?.networkId === networkId) void load()
  })
  usePolling(loaded.running?.id ?? null, async (running) => {
    if (running.state === 'running') setLoaded((now) => ({ ...now, running }))
    else await load()
  })
  const attempt = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
    } catch (error) {
      setRefusal(sentenceOf(error))
    }
  }
  const start = async () => {
    if (isStarting) return
    setStarting(true)
    await attempt(async () => {
      const wanted = save ? await save() : revision
      if (wanted === null) return
      const running = await api<ProofView>('POST', `/api/v1/networks/${networkId}/proofs`, {
        revision: wanted,
      })
      setLoaded((now) => ({ ...now, running, failed: null }))
    })
    setStarting(false)
  }
  const cancel = () =>
    attempt(async () => {
      if (loaded.running) await api('DELETE', `/api/v1/proofs/${loaded.running.id}`)
      await load()
    })
  return { ...loaded, refusal, isStarting, start, cancel }
}

async function loadProofs(networkId: string, signal?: AbortSignal): Promise<Loaded> {
  const options = signal ? { signal } : {}
  const get = (proof: ProofSummary | undefined) =>
    proof
      ? api<ProofView>('GET', `/api/v1/proofs/${proof.id}`, undefined, options)
      : Promise.resolve(null)
  const { availability, proofs } = await api<ProofList>(
    'GET',
    `/api/v1/networks/${networkId}/proofs`,
    undefined,
    options,
  )
  const [running, latest] = await Promise.all([
    get(proofs.find(({ state }) => state === 'running')),
    get(proofs.find(({ state }) => state === 'done')),
  ])
  const ended = proofs.find(({ state }) => state !== 'running')
  return {
    availability,
    running: running?.state === 'running' ? running : null,
    latest,
    failed: ended?.state === 'failed' ? ended : null,
  }
}

/** What is shown stays; the next event or save loads it again. */
function keepShown(): void {}

/** Asks for news of a proof that runs, one question at a time. */
function usePolling(id: string | null, onNews: (proof: ProofView) => Promise<void>): void {
  const [tick, setTick] = useState(0)
  const tell = useEffectEvent(onNews)
  useEffect(() => {
    if (id === null) return
    const gone = new AbortController()
    const ask = async () => {
      const options = { signal: gone.signal }
      const proof = await api<ProofView>('GET', `/api/v1/proofs/${id}`, undefined, options).catch(
        () => null,
      )
      if (gone.signal.aborted) return
      if (proof) await tell(proof)
      setTick((count) => count + 1)
    }
    const timer = setTimeout(() => void ask(), POLL_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [id, tick])
}
