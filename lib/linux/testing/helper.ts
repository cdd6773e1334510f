import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { PeerMode, PeerNetwork } from '@/lib/network/model'
import { proofEventSchema } from '@/lib/schemas/proof'
import type { ProofEvent, ProofResult } from '@/lib/schemas/proof'

const HELPER = fileURLToPath(new URL('../../../dist/prove.mjs', import.meta.url))

/** A running helper, as whoever starts it sees it. */
export interface Helper {
  child: ChildProcessByStdio<Writable, Readable, null>
  events: ProofEvent[]
  /** resolves with the first event that is so; rejects when the helper ends without it */
  until: (is: (event: ProofEvent) => boolean) => Promise<ProofEvent>
  /** exit code; null when a signal ended it */
  ended: Promise<number | null>
}

/** Starts the bundled helper as the product does. */
export function startHelper(network: PeerNetwork, mode: PeerMode, limits = {}): Helper {
  const child = spawn(process.execPath, [HELPER], { stdio: ['pipe', 'pipe', 'inherit'] })
  const events: ProofEvent[] = []
  const waiting = new Set<() => void>()
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    events.push(proofEventSchema.parse(JSON.parse(line)))
    for (const look of waiting) look()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  const until = (is: (event: ProofEvent) => boolean) =>
    new Promise<ProofEvent>((resolve, reject) => {
      const look = () => {
        const found = events.find(is)
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
      void ended.then(() =>
        reject(new Error(`The helper ended with ${JSON.stringify(events.at(-1))}`)),
      )
    })
  child.stdin.on('error', () => {}).write(`${JSON.stringify({ network, mode, limits })}\n`)
  return { child, events, until, ended }
}

/** Proves a network to the end. */
export async function proveNetwork(network: PeerNetwork, mode: PeerMode): Promise<ProofResult> {
  const helper = startHelper(network, mode)
  const code = await helper.ended
  const last = helper.events.at(-1)
  if (code !== 0 || last?.type !== 'result')
    throw new Error(`The proof ended with ${code}: ${JSON.stringify(last)}`)
  return last
}
