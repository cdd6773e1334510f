import { defineConfig } from '@playwright/test'

const isOnPostgres = process.env['COCKPIT_TEST_DATABASE'] === 'postgres'

/** Each worker starts built cockpits of its own (e2e/fixtures), so there is no shared web server here. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  testIgnore: isOnPostgres ? [] : '**/*.postgres.spec.ts',
  globalSetup: './lib/cli/steps/test-server.mjs',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  // A second try runs in a new cockpit and is counted as flaky in the summary; what is broken fails twice.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Brussels',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
