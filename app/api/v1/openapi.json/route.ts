import { openApiDocument } from '@/lib/schemas/openapi'
import { route } from '@/lib/server/http/route'
import manifest from '@/package.json'

/** GET /api/v1/openapi.json: the REST API's own description. */
export const GET = route('GET /api/v1/openapi.json', {}, async () =>
  openApiDocument(manifest.version),
)
