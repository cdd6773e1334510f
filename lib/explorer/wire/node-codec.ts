import {
  goBool,
  goInteger,
  goPointer,
  goSlice,
  goString,
  type CodecValue,
} from '@/lib/explorer/go-decode/codec'
import { goDate } from '@/lib/explorer/go-decode/go-date'
import { goIp, goIpRange } from '@/lib/explorer/go-decode/go-net'
import { goStruct } from '@/lib/explorer/go-decode/struct'
import { goSortedMap } from './sorted-map-codec'
import { locationCodec } from './farm-codec'

const text = goString()
const int64 = goInteger(64, true, 'int64')

/** Amounts of vCPU, GiB memory, GiB HDD and GiB SSD. */
export const amountCodec = goStruct('directory', 'TfgridNodeResourceAmount1', {
  cru: int64,
  mru: int64,
  hru: int64,
  sru: int64,
})

const proofCodec = goStruct('directory', 'TfgridNodeProof1', {
  created: goDate,
  hardware_hash: text,
  disk_hash: text,
  hardware: goSortedMap,
  disks: goSortedMap,
})

const ifaceCodec = goStruct('directory', 'TfgridNodeIface1', {
  name: text,
  addrs: goSlice(goIpRange),
  gateway: goSlice(goIp),
})

/** A node's public interface as it is stored: the type is a number there. */
export const publicIfaceCodec = goStruct('directory', 'TfgridNodePublicIface1', {
  master: text,
  type: goInteger(8, false, 'directory.TfgridNodePublicIface1TypeEnum'),
  ipv4: goIpRange,
  ipv6: goIpRange,
  gw4: goIp,
  gw6: goIp,
  version: int64,
})

/** A node as it travels. */
export const nodeCodec = goStruct('directory', 'TfgridNode2', {
  node_id: text,
  node_id_v1: text,
  farm_id: goInteger(64, false, 'uint64'),
  os_version: text,
  created: goDate,
  updated: goDate,
  uptime: int64,
  address: text,
  location: locationCodec,
  total_resources: amountCodec,
  used_resources: amountCodec,
  reserved_resources: amountCodec,
  proofs: goSlice(proofCodec),
  ifaces: goSlice(ifaceCodec),
  public_config: goPointer(publicIfaceCodec),
  wg_ports: goSlice(int64),
  approved: goBool,
  public_key_hex: text,
})
export type NodeRecord = CodecValue<typeof nodeCodec>
