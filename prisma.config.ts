import { defineConfig } from 'prisma/config'

const url = process.env['DATABASE_URL'] ?? 'file:./data/dev.db'
const isPostgres = /^postgres(ql)?:/.test(url)

// Only the development commands (`migrate dev`, `generate`) read this; the product applies its migrations itself.
export default defineConfig({
  schema: isPostgres ? 'prisma/postgres/schema.prisma' : 'prisma/schema.prisma',
  migrations: { path: isPostgres ? 'prisma/migrations-postgres' : 'prisma/migrations' },
  datasource: { url },
})
