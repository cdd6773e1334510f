// Vitest and Playwright call this once per run: with COCKPIT_TEST_DATABASE=postgres and no server named, a throw-away one is
// started, and stopped at the end.
import { startPostgres } from './postgres.mjs'

export default async function setup() {
  if (process.env.COCKPIT_TEST_DATABASE !== 'postgres' || process.env.COCKPIT_TEST_POSTGRES) return
  const server = await startPostgres()
  process.env.COCKPIT_TEST_POSTGRES = server.url
  return server.stop
}
