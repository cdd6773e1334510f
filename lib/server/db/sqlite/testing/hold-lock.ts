// A bare process that writes for a while: `hold-lock.ts <database file> <milliseconds>`.
import Database from 'libsql'

const [file, ms] = process.argv.slice(2)
if (file === undefined) throw new Error('Give a file.')
const database = new Database(file)
database.exec('BEGIN IMMEDIATE')
database.exec(
  `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('held', 'theirs', '2026-01-01T00:00:00.000+00:00')`,
)
process.stdout.write('held')
setTimeout(() => {
  database.exec('COMMIT')
  database.close()
}, Number(ms))
