'use client'

import { ShieldCheck } from 'lucide-react'
import { useMemo } from 'react'
import { Note } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import type { NetworkDesign } from '@/lib/network/model'
import type { ProofSummary } from '@/lib/schemas/proofs'
import { ProofProgress } from './proof-progress'
import { ProofResult } from './proof-result'
import { machineNames, withNames } from './proof-words'
import { ProvenLine } from './proven-line'
import type { ProofState } from './use-proof'
import { WhyNot } from './why-not'

interface ProofPanelProps {
  proof: ProofState
  design: Pick<NetworkDesign, 'resources' | 'devices'>
  /** `node:<id>` or `device:<id>` → what people call it */
  nameOf: (objectId: string) => string
  canOperate: boolean
}

/** All about a network's proofs: the one that runs, why one failed, and the newest result. */
export function ProofPanel({ proof, design, nameOf, canOperate }: ProofPanelProps) {
  const { availability, running, latest, failed, refusal } = proof
  const names = useMemo(() => machineNames(design, nameOf), [design, nameOf])
  if (availability === null) return <p className="p-4 text-fg-3">Loading proofs…</p>
  const machines = designMachines(design)
  return (
    <div className="flex flex-col gap-4 p-4">
      {refusal && <ErrorPanel title="No proof was begun">{refusal}</ErrorPanel>}
      {running && (
        <ProofProgress
          proof={running}
          words={(text) => withNames(text, machines, names)}
          onCancel={canOperate ? proof.cancel : null}
        />
      )}
      {failed && !running && <Failure proof={failed} />}
      {latest && (
        <div className="flex flex-wrap items-start gap-3">
          <ProvenLine proof={latest} className="min-w-0 flex-1" />
          {!running && <Again proof={proof} canOperate={canOperate} />}
        </div>
      )}
      {latest?.outcome && !running && <ProofResult outcome={latest.outcome} nameOf={names} />}
      {!latest && !running && <NotYet proof={proof} canOperate={canOperate} />}
    </div>
  )
}

function designMachines({ resources, devices }: ProofPanelProps['design']): string[] {
  return [
    ...resources.map(({ nodeId }) => `node:${nodeId}`),
    ...devices.map(({ id }) => `device:${id}`),
  ]
}

type StartProps = Pick<ProofPanelProps, 'proof' | 'canOperate'>

function Again({ proof, canOperate }: StartProps) {
  if (!canOperate || !proof.availability?.available) return null
  return (
    <Button size="sm" busy={proof.isStarting} onClick={() => void proof.start()}>
      <ShieldCheck aria-hidden />
      Prove again
    </Button>
  )
}

function NotYet({ proof, canOperate }: StartProps) {
  const isPossible = canOperate && proof.availability?.available === true
  return (
    <>
      <p className="max-w-[72ch] text-fg-2">
        Not proven yet. A proof builds this design on the cockpit’s machine with real WireGuard and
        keys of its own, pings every pair, and removes everything again. Nothing is sent to the
        grid.
      </p>
      {isPossible && (
        <Button className="self-start" busy={proof.isStarting} onClick={() => void proof.start()}>
          <ShieldCheck aria-hidden />
          Prove by booting
        </Button>
      )}
      {!isPossible && proof.availability && (
        <div className="max-w-[560px] rounded-lg border">
          <WhyNot availability={proof.availability} canOperate={canOperate} />
        </div>
      )}
    </>
  )
}

function Failure({ proof }: { proof: ProofSummary }) {
  const { error } = proof
  if (error?.code === 'PROOF_CANCELLED') return <Note>{error.message}</Note>
  return (
    <ErrorPanel title={`The proof of revision ${proof.revision} has no result`}>
      {error?.message}
      {error?.missing && (
        <ul className="mt-1 list-disc pl-4">
          {error.missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </ErrorPanel>
  )
}
