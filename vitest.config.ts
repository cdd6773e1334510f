import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const isOnPostgres = process.env['COCKPIT_TEST_DATABASE'] === 'postgres'

/** World tests build networks: they have a runner of their own (npm run test:world). */
const excluded = [
  ...configDefaults.exclude,
  '**/*.world.test.ts',
  ...(isOnPostgres ? [] : ['**/*.postgres.test.ts']),
]

/**
 * Tests that exchange or reload modules. All others share their worker's modules: loading the database client and the
 * auth library anew for each of two hundred files takes longer than most of the tests.
 */
const APART = ['lib/server/access/matrix.test.ts', 'lib/server/vault/vault.test.ts']

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    globalSetup: 'lib/cli/steps/test-server.mjs',
    environment: 'node',
    // Many tests wait for a server or a clock: every core gets a worker, where the default keeps one back.
    maxWorkers: availableParallelism(),
    // A second try in CI only, and told in the summary: what is broken fails twice.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.ts'],
          exclude: [...excluded, ...APART],
          isolate: isOnPostgres,
        },
      },
      { extends: true, test: { name: 'apart', include: APART, isolate: true } },
    ],
  },
})
