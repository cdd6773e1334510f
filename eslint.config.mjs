import next from 'eslint-config-next'
import nextTypescript from 'eslint-config-next/typescript'

const UI = [
  'react',
  'react/**',
  'react-dom',
  'next',
  'next/**',
  'zustand',
  'zustand/**',
  '@xyflow/**',
  '@/app/**',
  '@/components/**',
  '@/e2e/**',
]
const NODE = ['node:*', 'server-only', 'libsql', '@prisma/**', 'better-auth', 'better-auth/**']
const EFFECTS = [
  '@/lib/server/**',
  '@/lib/explorer/**',
  '@/lib/linux/**',
  '@/lib/noded/**',
  '@/lib/cli/**',
]

const ban = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
})
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.bench.ts', '**/*.fixture.ts']

// Flat config: the last match wins per file, so the narrower entry goes last.
const config = [
  {
    ignores: [
      '.next/**',
      'lib/server/db/generated/**',
      'data/**',
      'dist/**',
      'next-env.d.ts',
      'coverage/**',
      'playwright-report/**',
      'test-results/**',
    ],
  },
  ...next,
  ...nextTypescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
    },
  },
  ban(
    ['lib/**'],
    [...UI, ...NODE, ...EFFECTS],
    'lib/ is pure: no React, Next, stores, database or Node built-ins.',
    TESTS,
  ),
  ban(
    ['lib/errors/**'],
    [...UI, ...NODE, ...EFFECTS, '@/**', '!@/lib/errors/**'],
    'lib/errors imports nothing.',
    TESTS,
  ),
  ban(
    ['lib/crypto/**'],
    [...UI, ...NODE, ...EFFECTS, '@/lib/protocol/**', '@/lib/network/**'],
    'crypto knows no protocol.',
    TESTS,
  ),
  ban(
    ['lib/server/**'],
    [
      ...UI,
      '!next/headers',
      '@/lib/explorer/**',
      '!@/lib/explorer/events',
      '@/lib/noded/**',
      '@/lib/cli/**',
    ],
    'lib/server composes the domain; it knows neither UI nor explorer nor daemon.',
    TESTS,
  ),
  ban(
    ['lib/explorer/**'],
    [...UI, '@/lib/server/**', '!@/lib/server/db/**', '@/lib/noded/**', '@/lib/cli/**'],
    'The explorer uses the pure core and the database, nothing else of the server.',
    TESTS,
  ),
  ban(
    ['lib/noded/**'],
    [...UI, '@/lib/server/**', '@/lib/explorer/**', '@/lib/cli/**'],
    'The node daemon speaks the protocol; it knows no server code.',
    TESTS,
  ),
  ban(
    ['lib/cli/**'],
    [
      ...UI,
      '@/lib/explorer/**',
      '@/lib/noded/**',
      '@/lib/server/**',
      '!@/lib/server/db/**',
      '!@/lib/server/vault/**',
      '!@/lib/server/config',
    ],
    'The command talks REST; only start-up scripts open the database.',
    TESTS,
  ),
  ban(
    ['components/**'],
    [...NODE, ...EFFECTS, '@/app/**'],
    'Components get data by props, stores or fetch.',
  ),
  ban(
    ['e2e/**'],
    ['@/app/**', '@/components/**', '@/lib/server/**', '@/lib/explorer/**'],
    'Tests drive the browser, not modules.',
  ),
  {
    files: ['lib/cli/**', 'lib/noded/**', 'e2e/**', '*.mjs', '**/*.bench.ts'],
    rules: { 'no-console': 'off' },
  },
]
export default config
