import { saveSearchSchema } from '@/lib/schemas/nodes'
import { route } from '@/lib/server/http/route'
import { listSavedSearches, saveSearch } from '@/lib/server/nodes/saved-searches'

export const GET = route('GET /api/v1/saved-searches', {}, ({ actor }) => listSavedSearches(actor))

export const POST = route(
  'POST /api/v1/saved-searches',
  { body: saveSearchSchema, status: 201 },
  ({ actor, body }) => saveSearch(actor, body),
)
