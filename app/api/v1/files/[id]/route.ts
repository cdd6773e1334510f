import { deleteFile, readConfigFile } from '@/lib/server/files/read-file'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/files/[id]', {}, async ({ actor, params }) => {
  const file = await readConfigFile(actor, params.id)
  return download(file, file.contentType)
})

export const DELETE = route('DELETE /api/v1/files/[id]', {}, ({ actor, params }) =>
  deleteFile(actor, params.id),
)
