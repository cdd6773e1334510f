import { DomainError } from '@/lib/errors/domain-error'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'
import { deviceWgQuick } from '@/lib/server/networks/wg-conf'

/** GET /api/v1/devices/{network id}~{device id}/wg.conf */
export const GET = route('GET /api/v1/devices/[id]/wg.conf', {}, async ({ actor, params }) => {
  const [networkId, deviceId, ...rest] = decodeURIComponent(params.id).split('~')
  if (!networkId || !deviceId || rest.length > 0)
    throw new DomainError('NOT_FOUND', 'Name the device as network id, ~, device id.')
  return download(await deviceWgQuick(actor, networkId, deviceId), 'text/plain; charset=utf-8')
})
