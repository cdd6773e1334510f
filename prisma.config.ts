import { defineConfig } from 'prisma/config'

// Only the development commands (`migrate dev`, `generate`) read this; the product applies its migrations itself.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'file:./data/dev.db' },
})
