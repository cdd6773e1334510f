// A bare process that starts for the first time: `migrate-once.ts <database URL> <migrations folder>`.
import { parseDatabaseUrl } from '../database-url'
import { migrate } from '../migrate'

const [url, folder] = process.argv.slice(2)
if (url === undefined || folder === undefined) throw new Error('Give a database URL and a folder.')
const address = parseDatabaseUrl(url, '')
if (typeof address === 'string') throw new Error(address)
process.stdout.write(JSON.stringify(await migrate(address, folder)))
