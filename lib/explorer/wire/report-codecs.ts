import { goInteger, goPointer, goSlice, goString } from '@/lib/explorer/go-decode/codec'
import { goIp, goIpNet } from '@/lib/explorer/go-decode/go-net'
import { goStruct } from '@/lib/explorer/go-decode/struct'
import { amountCodec } from './node-codec'
import { goSortedList } from './sorted-map-codec'

const text = goString()

/** Body of POST /nodes/{id}/interfaces. */
export const interfacesCodec = goSlice(
  goPointer(
    goStruct('types', 'IfaceInfo', {
      name: text,
      addrs: goSlice(goIpNet),
      gateway: goSlice(goIp),
    }),
  ),
)

/** Body of POST /nodes/{id}/configure_public. */
export const publicConfigCodec = goStruct('types', 'PubIface', {
  master: text,
  type: goString('types.IfaceType'),
  vlan: goInteger(16, true, 'int16'),
  ipv4: goIpNet,
  ipv6: goIpNet,
  gw4: goIp,
  gw6: goIp,
  version: goInteger(64, true, 'int'),
})

/** Body of POST /nodes/{id}/ports. */
export const portsCodec = goStruct('', '', { ports: goSlice(goInteger(64, false, 'uint')) })

/** Body of POST /nodes/{id}/uptime: the original's field has no tag, hence the capital. */
export const uptimeCodec = goStruct('', '', { Uptime: goInteger(64, false, 'uint64') })

/** A machine's description, in the order it is stored in: sorted. */
export const dmiCodec = goStruct('dmi', 'DMI', {
  sections: goSortedList,
  tooling: goStruct('dmi', 'Tooling', { aggregator: text, decoder: text }),
})

/** A machine's disks, in the order they are stored in: sorted. */
export const disksCodec = goStruct('capacity', 'Disks', {
  aggregator: text,
  devices: goSortedList,
  environment: text,
  tool: text,
})

/** Body of POST /nodes/{id}/capacity. */
export const capacityCodec = goStruct('', '', {
  capacity: amountCodec,
  dmi: dmiCodec,
  disks: disksCodec,
})
