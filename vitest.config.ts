import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const isOnPostgres = process.env['COCKPIT_TEST_DATABASE'] === 'postgres'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.ts'],
    // World tests build networks: they have a runner of their own (npm run test:world).
    exclude: [
      ...configDefaults.exclude,
      '**/*.world.test.ts',
      ...(isOnPostgres ? [] : ['**/*.postgres.test.ts']),
    ],
    globalSetup: 'lib/cli/steps/test-server.mjs',
    environment: 'node',
    // Many tests wait for a server or a clock: every core gets a worker, where the default keeps one back.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
