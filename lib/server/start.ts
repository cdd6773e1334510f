import { isDomainError } from '@/lib/errors/domain-error'
import { firstStart } from '@/lib/server/auth/first-start'
import { config, ConfigError } from '@/lib/server/config'
import { migrate, MigrationError } from '@/lib/server/db/migrate'
import { log } from '@/lib/server/log'
import { openVault } from '@/lib/server/vault/vault'

function isRefusal(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof MigrationError ||
    isDomainError(error, 'VAULT_LOCKED')
  )
}

async function prepare(): Promise<void> {
  config()
  const applied = await migrate()
  if (applied.length > 0) log('info', 'database migrated', { applied })
  await openVault()
  await firstStart((text) => process.stdout.write(text))
  // The jobs carry the drivers and the runner; a start that is refused never loads them.
  const { startJobs } = await import('@/lib/server/jobs/start')
  await startJobs()
}

/**
 * Everything before the first request: database, vault, owner, jobs. A start that cannot work says why in one sentence
 * and ends the process; it changed nothing.
 */
export async function start(): Promise<void> {
  try {
    await prepare()
  } catch (error) {
    if (isRefusal(error)) process.stderr.write(`\nCockpit did not start. ${error.message}\n\n`)
    else log('error', 'start failed', { error })
    process.exit(1)
  }
}
