// A bare process that starts for the first time: `migrate-once.ts <database file> <migrations folder>`.
import { migrate } from '../migrate'

const [file, folder] = process.argv.slice(2)
if (file === undefined || folder === undefined) throw new Error('Give a file and a folder.')
process.stdout.write(JSON.stringify(await migrate({ file, folder })))
