import {
  goInteger,
  goPointer,
  goSlice,
  goString,
  type CodecValue,
} from '@/lib/explorer/go-decode/codec'
import { goStruct } from '@/lib/explorer/go-decode/struct'
import { locationCodec } from './farm-codec'
import { amountCodec } from './node-codec'

const text = goString()
const int64 = goInteger(64, true, 'int64')
const uint64 = goInteger(64, false, 'uint64')

/** Body of POST /nodes/{id}/status. `uptime` and `wg_ports` may be left out: what the node said before then stays. */
export const statusCodec = goStruct('status', 'NodeStatus', {
  used_resources: amountCodec,
  engine: text,
  version: text,
  location: goPointer(locationCodec),
  workloads: goSlice(goStruct('status', 'Workload', { id: text, state: text })),
  peers: goSlice(
    goStruct('status', 'Peer', {
      network: text,
      public_key: text,
      endpoint: text,
      handshake: int64,
      rx: uint64,
      tx: uint64,
    }),
  ),
  uptime: goPointer(uint64),
  wg_ports: goSlice(goInteger(16, false, 'uint16')),
})
export type StatusBody = CodecValue<typeof statusCodec>
