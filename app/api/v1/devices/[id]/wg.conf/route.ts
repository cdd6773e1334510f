import { DomainError } from '@/lib/errors/domain-error'
import { readDeviceFile } from '@/lib/server/files/read-file'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'

/** GET /api/v1/devices/{network id}~{device id}/wg.conf */
export const GET = route('GET /api/v1/devices/[id]/wg.conf', {}, async ({ actor, params }) => {
  const [networkId, deviceId, ...rest] = decodeURIComponent(params.id).split('~')
  if (!networkId || !deviceId || rest.length > 0)
    throw new DomainError('NOT_FOUND', 'Name the device as network id, ~, device id.')
  const file = await readDeviceFile(actor, networkId, deviceId)
  return download(file, file.contentType)
})
