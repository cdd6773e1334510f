import { addDeviceSchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { addDevice, listDevices } from '@/lib/server/networks/devices'

/** GET /api/v1/networks/{id}/devices */
export const GET = route('GET /api/v1/networks/[id]/devices', {}, ({ actor, params }) =>
  listDevices(actor, params.id),
)

/** POST /api/v1/networks/{id}/devices: adds one to the design. */
export const POST = route(
  'POST /api/v1/networks/[id]/devices',
  { body: addDeviceSchema, status: 201 },
  ({ actor, params, body }) => addDevice(actor, params.id, body),
)
