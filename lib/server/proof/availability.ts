import { existsSync } from 'node:fs'
import path from 'node:path'
import { DomainError } from '@/lib/errors/domain-error'
import { checkTools, machineLookups, type Lookups } from '@/lib/linux/tools'
import type { ProofAvailability } from '@/lib/schemas/proofs'
import { config } from '@/lib/server/config'

/** The helper process as one file; `npm run up` makes it. */
export function helperFile(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'dist', 'prove.mjs')
}

/** Whether designs can be proven here, and everything that is in the way: the switch, programs, privileges, the helper. */
export function proofAvailability(
  lookups: Lookups = machineLookups,
  helper = helperFile(),
): ProofAvailability {
  const isOn = config().prove
  const missing = [
    ...(isOn ? [] : ['Proving is switched off: start the cockpit with COCKPIT_PROVE=1.']),
    ...checkTools(lookups).map(({ sentence }) => sentence),
    ...(existsSync(helper)
      ? []
      : ['The helper dist/prove.mjs is not made: start the cockpit with npm run up.']),
  ]
  return { available: missing.length === 0, isOn, missing }
}

/** @throws DomainError `PROOF_UNAVAILABLE` with everything that is in the way */
export function requireAvailable({ available, missing }: ProofAvailability): void {
  if (available) return
  throw new DomainError(
    'PROOF_UNAVAILABLE',
    `This cockpit cannot prove designs yet; nothing was built. ${missing.join(' ')}`,
    { missing },
  )
}
