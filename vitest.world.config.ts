import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Tests that build real networks. `npm run test:world` runs them inside a private world; nothing else does. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['lib/linux/**/*.world.test.ts'],
    globalSetup: 'lib/linux/testing/private-world.ts',
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    // Most of a proof is waiting for what should not answer.
    maxConcurrency: 6,
    reporters: ['default', './lib/cli/steps/flaky-reporter.mjs'],
    // A second try in CI only, and told in the summary: what is broken fails twice.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
