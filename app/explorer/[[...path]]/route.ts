import { handleExplorer } from '@/lib/explorer/handler'
import { LONG_POLL_MS } from '@/lib/explorer/options'
import { config } from '@/lib/server/config'
import { log } from '@/lib/server/log'
import { stopSignal } from '@/lib/server/stopping'
import { isOwnerToken } from '@/lib/server/tokens/use-token'

export const dynamic = 'force-dynamic'

function answer(request: Request): Promise<Response> {
  const { explorerCompat, farmBootstrapToken, apiToken } = config()
  return handleExplorer(request, {
    basePath: '/explorer',
    compat: explorerCompat,
    // The API token stands for whoever set the machine up, and that includes its grid.
    bootstrapTokens: [farmBootstrapToken, apiToken].filter((token) => token !== undefined),
    isOwnerToken,
    now: Date.now,
    longPollMs: LONG_POLL_MS,
    stopping: stopSignal(),
    report: (error, id) => log('error', 'explorer request failed', { id, error }),
  })
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
