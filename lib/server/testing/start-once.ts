// A bare process that starts the cockpit's server side and ends.
import { start } from '@/lib/server/start'

await start()
process.exit(0)
