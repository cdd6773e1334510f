import path from 'node:path'
import { readIfThere, writeWhole } from './files'
import { emptyLedger, type Ledger } from './ledger'

/** Where a node's ledger lies. */
export function ledgerPath(dataDir: string, nodeId: string): string {
  return path.join(dataDir, 'ledgers', `${nodeId}.json`)
}

/** The ledger as it was last saved for this explorer; an empty one when there is none. */
export async function loadLedger(
  dataDir: string,
  nodeId: string,
  explorerId: string | null,
): Promise<Ledger> {
  const bytes = await readIfThere(ledgerPath(dataDir, nodeId))
  if (!bytes) return emptyLedger(explorerId)
  const ledger = JSON.parse(Buffer.from(bytes).toString('utf8')) as Ledger
  return ledger.explorerId === explorerId ? ledger : emptyLedger(explorerId)
}

/** Saves the whole ledger. */
export async function saveLedger(dataDir: string, nodeId: string, ledger: Ledger): Promise<void> {
  await writeWhole(ledgerPath(dataDir, nodeId), `${JSON.stringify(ledger)}\n`)
}
