import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { parseGoInt } from '@/lib/explorer/go-decode/go-number-text'
import { Refusal } from '@/lib/explorer/refusal'
import { replyJson, replyText } from '@/lib/explorer/reply'
import { loadFarm, loadFarms, saveFarm } from '@/lib/explorer/store/farms'
import { farmCodec } from '@/lib/explorer/wire/farm-codec'

async function postFarm({ body }: Call): Promise<Response> {
  const id = await saveFarm(decodeRequest(body, farmCodec, 'text'))
  // The original sets no type here, so its server guesses text from the bytes.
  return replyText(201, `{"id":${id}}`)
}

async function getFarms(): Promise<Response> {
  return replyJson(`[${(await loadFarms()).join(',')}]`)
}

async function listFarms(): Promise<Response> {
  return replyJson(`{"farms":[${(await loadFarms()).join(',')}]}`)
}

async function getFarm({ params }: Call): Promise<Response> {
  const parsed = parseGoInt(params['farm_id'] ?? '')
  if ('refusal' in parsed) throw new Refusal(400, `id should be an integer: ${parsed.refusal}`)
  const id = BigInt.asUintN(64, parsed.value)
  const farm = await loadFarm(id)
  if (farm === null) throw new Refusal(404, `farm with id ${id} not found`)
  return replyJson(farm)
}

/** Farms: everybody reads, owners write. */
export const FARM_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: '/farms', access: 'farm', form: 'text', handle: postFarm },
  { method: 'GET', path: '/farms', access: 'read', form: 'json', handle: getFarms },
  { method: 'GET', path: '/farms/{farm_id}', access: 'read', form: 'json', handle: getFarm },
  { method: 'POST', path: '/farms/list', access: 'read', form: 'json', handle: listFarms },
]
