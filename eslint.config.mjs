import next from 'eslint-config-next'
import nextTypescript from 'eslint-config-next/typescript'

// Import directions as regular expressions: a glob cannot take back part of what it forbids.
const UI = String.raw`^(react|react-dom|next|zustand|@xyflow)(/|$)|^@/(app|components|e2e)/`
const NODE = String.raw`^node:|^(libsql|pg|server-only|better-auth)(/|$)|^@(prisma|libsql)/`
const EFFECTS = String.raw`^@/lib/(server|explorer|linux|noded|cli)/`
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.bench.ts', '**/testing/**']

const ban = (files, regexes, message, ignores = []) => ({
  files,
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: regexes.map((regex) => ({ regex, message, caseSensitive: true })) },
    ],
  },
})

// Flat config: the last match wins per file, so the narrower entry goes last.
const config = [
  {
    ignores: [
      '.next/**',
      'lib/server/db/generated/**',
      'lib/server/db/postgres/generated/**',
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
  ban(['lib/**'], [UI, NODE, EFFECTS], 'lib/ is pure: no UI, database or Node built-ins.', TESTS),
  ban(['lib/errors/**'], ['^[^.]'], 'lib/errors imports nothing.', TESTS),
  ban(
    ['lib/crypto/**'],
    [UI, NODE, EFFECTS, '^@/lib/(protocol|network)/'],
    'crypto knows no protocol.',
    TESTS,
  ),
  ban(
    ['lib/server/**'],
    [
      String.raw`^(react|react-dom|zustand|@xyflow)(/|$)|^@/(app|components|e2e)/`,
      String.raw`^@/lib/(noded|cli)/|^@/lib/explorer/(?!events$)`,
    ],
    'lib/server composes the domain; it knows neither UI nor explorer nor daemon.',
    TESTS,
  ),
  ban(
    ['lib/explorer/**'],
    [UI, String.raw`^@/lib/(noded|cli)/|^@/lib/server/(?!db/)`],
    'The explorer uses the pure core and the database, nothing else of the server.',
    TESTS,
  ),
  ban(
    ['lib/linux/**'],
    [UI, String.raw`^@/lib/(server|explorer|noded|cli)/`, String.raw`^@?(libsql|pg|prisma)(/|$)`],
    'lib/linux builds networks on a machine; it knows neither server nor daemon.',
    TESTS,
  ),
  ban(
    ['lib/noded/**'],
    [UI, String.raw`^@/lib/(server|explorer|cli)/`],
    'The node daemon speaks the protocol; it knows no server code.',
    TESTS,
  ),
  ban(
    ['lib/cli/**'],
    [UI, String.raw`^@/lib/(explorer|noded)/|^@/lib/server/(?!db/|vault/|config$)`],
    'The command talks REST; only start-up scripts open the database.',
    TESTS,
  ),
  ban(
    ['components/**'],
    [NODE, EFFECTS, '^@/app/'],
    'Components get data by props, stores or fetch.',
  ),
  ban(
    ['e2e/**'],
    [String.raw`^@/(app|components)/|^@/lib/(server|explorer)/(?!testing/)`],
    'Tests drive the browser, not modules.',
  ),
  {
    files: ['lib/cli/**', 'lib/noded/**', 'e2e/**', '*.mjs', '**/*.bench.ts'],
    rules: { 'no-console': 'off' },
  },
]
export default config
