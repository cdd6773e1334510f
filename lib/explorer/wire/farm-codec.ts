import {
  goFloat,
  goInteger,
  goSlice,
  goString,
  type CodecValue,
} from '@/lib/explorer/go-decode/codec'
import { goStruct } from '@/lib/explorer/go-decode/struct'

const text = goString()

/** Where a farm or node is. */
export const locationCodec = goStruct('directory', 'TfgridLocation1', {
  city: text,
  country: text,
  continent: text,
  latitude: goFloat,
  longitude: goFloat,
})

const priceCodec = goStruct('directory', 'TfgridNodeResourcePrice1', {
  currency: goInteger(8, false, 'directory.TfgridNodeResourcePrice1CurrencyEnum'),
  cru: goFloat,
  mru: goFloat,
  hru: goFloat,
  sru: goFloat,
  nru: goFloat,
})

/** A farm as it travels. */
export const farmCodec = goStruct('directory', 'TfgridFarm1', {
  id: goInteger(64, false, 'uint64'),
  threebot_id: goInteger(64, true, 'int64'),
  iyo_organization: text,
  name: text,
  wallet_addresses: goSlice(text),
  location: locationCodec,
  email: goString('schema.Email'),
  resource_prices: goSlice(priceCodec),
})
export type FarmRecord = CodecValue<typeof farmCodec>
