import { useMemo } from 'react'
import { toast } from '@/components/ui/toast'
import type { DesignCommand, Problem } from '@/lib/network/model'
import { connect, type FactsMap } from './model/connect'
import { useDesignerStore } from './store/context'

export interface NewDevice {
  name: string
  accessNodeId: string
  family: 'ipv4' | 'ipv6'
  ownPublicKey?: string | undefined
}

export interface DesignerActions {
  /** Runs any command; a refusal is shown and answered. */
  run: (command: DesignCommand) => string | null
  addNode: (nodeId: string, at?: { x: number; y: number }) => void
  addDevice: (device: NewDevice) => string | null
  remove: (id: string) => void
  connect: (from: string, to: string) => void
  fix: (problem: Problem) => void
}

const SEED_LIMIT = 2 ** 31

/** Everything a person can do to the design, with what the core refuses said where it can be read. */
export function useActions(facts: FactsMap, nameOf: (id: string) => string): DesignerActions {
  const store = useDesignerStore()
  return useMemo(() => {
    const run = (command: DesignCommand, at?: { x: number; y: number }) => {
      const refusal = store.getState().run(command, at)
      if (refusal) toast.error(refusal)
      return refusal
    }
    const undo = { label: 'Undo', onClick: () => store.getState().undo() }
    return {
      run,
      addNode: (nodeId, at) => {
        const takenPorts = facts.get(nodeId)?.takenPorts ?? []
        const seed = Math.floor(Math.random() * SEED_LIMIT)
        if (run({ type: 'add-resource', nodeId, takenPorts, seed }, at) === null)
          store.getState().select(`node:${nodeId}`)
      },
      addDevice: (device) => {
        const id = crypto.randomUUID ? crypto.randomUUID() : randomId()
        const refusal = store.getState().run({ type: 'add-device', id, ...device })
        if (refusal === null) store.getState().select(`device:${id}`)
        return refusal
      },
      remove: (id) => {
        const name = nameOf(id)
        const command: DesignCommand = id.startsWith('node:')
          ? { type: 'remove-resource', nodeId: id.slice(5) }
          : { type: 'remove-device', id: id.slice(7) }
        if (run(command) === null) toast(`Removed ${name}`, { action: undo })
      },
      connect: (from, to) => {
        const { design } = store.getState()
        const outcome = connect(design, facts, [from, to])
        if ('refusal' in outcome) toast.error(outcome.refusal)
        else run(outcome.command)
      },
      fix: (problem) => {
        if (!problem.fix) return
        const first = problem.objects[0]
        if (run(problem.fix.command) === null && first) store.getState().focusOn(first)
      },
    }
  }, [store, facts, nameOf])
}

/** Plain HTTP pages have no crypto.randomUUID; getRandomValues is there everywhere. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
