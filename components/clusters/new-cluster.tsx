'use client'

import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { ClusterView } from '@/lib/schemas/clusters'
import type { PlaceNetwork } from './machine-form'
import { NetworkScreen, type NetworkChoice } from './network-screen'
import { KeysScreen, MachinesScreen, SecretScreen } from './screens'
import { ScreenList } from './screen-list'
import type { SavedKey } from './ssh-choice'
import { SummaryScreen } from './summary-screen'
import {
  bodyOf,
  firstRefused,
  placeRefusal,
  refusalsOf,
  SCREEN_TITLE,
  SCREENS,
  type Answers,
  type Refusals,
  type Screen,
} from './wizard-state'

interface NewClusterProps {
  networks: readonly NetworkChoice[]
  /** the network of the address, with its nodes */
  network: PlaceNetwork | null
  takenNames: readonly string[]
  savedKeys: readonly SavedKey[]
}

/** A cluster in five screens; nothing is sent to the grid before its review. */
export function NewCluster({ networks, network, takenNames, savedKeys }: NewClusterProps) {
  const router = useRouter()
  const [answers, setAnswers] = useState<Answers>(() => ({
    name: '',
    networkId: network?.id ?? '',
    machines: [],
    keys: savedKeys.filter(({ isDefault }) => isDefault),
    typedKey: '',
    secretFrom: 'cockpit',
    secret: '',
  }))
  const [screen, setScreen] = useState<Screen>('network')
  const [refusals, setRefusals] = useState<Refusals>({})
  const [isBusy, setBusy] = useState(false)
  const [isLoading, startLoading] = useTransition()
  const known = { network: network?.id === answers.networkId ? network : null, takenNames }

  const answer = (patch: Partial<Answers>) => {
    setAnswers((before) => ({ ...before, ...patch }))
    setRefusals({})
  }
  const chooseNetwork = (networkId: string) => {
    answer({ networkId, machines: [] })
    startLoading(() => router.replace(`/clusters/new?network=${networkId}`, { scroll: false }))
  }
  const show = (next: Screen, found: Refusals = {}) => {
    setScreen(next)
    setRefusals(found)
  }
  const create = async () => {
    const refused = firstRefused(answers, known)
    if (refused) return show(refused, refusalsOf(refused, answers, known))
    setBusy(true)
    try {
      const cluster = await api<ClusterView>('POST', '/api/v1/clusters', bodyOf(answers))
      router.push(`/clusters/${cluster.id}/review`)
    } catch (error) {
      const placed = placeRefusal(error)
      show(placed.screen, placed.refusals)
      setBusy(false)
    }
  }
  const forward = () => {
    if (screen === 'summary') return void create()
    const found = refusalsOf(screen, answers, known)
    if (Object.keys(found).length > 0) return setRefusals(found)
    const next = SCREENS[SCREENS.indexOf(screen) + 1]
    if (next) show(next)
  }
  const previous = SCREENS[SCREENS.indexOf(screen) - 1]
  const parts = { answers, refusals, onAnswer: answer }

  return (
    <PageBody narrow>
      <Crumbs items={[{ label: 'Clusters', href: '/clusters' }, { label: 'New cluster' }]} />
      <PageHeader title="New cluster" />
      <ScreenList screen={screen} onScreen={(chosen) => show(chosen)} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          forward()
        }}
      >
        <ScreenFrame screen={screen}>
          {screen === 'network' && (
            <NetworkScreen {...parts} networks={networks} onNetwork={chooseNetwork} />
          )}
          {screen === 'machines' && <MachinesScreen {...parts} network={known.network} />}
          {screen === 'keys' && <KeysScreen {...parts} savedKeys={savedKeys} />}
          {screen === 'secret' && <SecretScreen {...parts} />}
          {screen === 'summary' && (
            <SummaryScreen {...parts} network={known.network} onScreen={(to) => show(to)} />
          )}
        </ScreenFrame>
        <div className="mt-6 flex flex-wrap items-center gap-2">
          {previous && (
            <Button onClick={() => show(previous)}>
              <ArrowLeft aria-hidden /> Back
            </Button>
          )}
          <Button type="submit" variant="primary" busy={isBusy || isLoading} className="ml-auto">
            {screen === 'summary' ? 'Create cluster' : 'Next'} <ArrowRight aria-hidden />
          </Button>
        </div>
        <p className="mt-3 text-right text-caption text-fg-3">
          Nothing is sent to the grid before you review and sign it.
        </p>
      </form>
    </PageBody>
  )
}

/** Takes the focus when the screen changes, so that keyboard and screen reader follow. */
function ScreenFrame({ screen, children }: { screen: Screen; children: React.ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    heading.current?.focus()
  }, [screen])
  return (
    <section aria-labelledby="screen-title">
      <h2
        id="screen-title"
        ref={heading}
        tabIndex={-1}
        className="mb-3 text-title focus:outline-none"
      >
        {SCREEN_TITLE[screen]}
      </h2>
      {children}
    </section>
  )
}
