import { route } from '@/lib/server/http/route'
import { removeDevice } from '@/lib/server/networks/devices'

/** DELETE /api/v1/networks/{id}/devices/{deviceId}: takes it out of the design. */
export const DELETE = route(
  'DELETE /api/v1/networks/[id]/devices/[deviceId]',
  {},
  async ({ actor, params }) => {
    await removeDevice(actor, params.id, params.deviceId)
    return { ok: true }
  },
)
