import type { LosslessJson } from '@/lib/protocol/go-json'
import { attach } from './attach'
import { NOTHING } from './capacity'
import { asFields, integer, list, text, texts, word, type Fields } from './fields'
import { quoted, refusal } from './refusal'
import { openText } from './sealed'
import type { Accepted, CheckContext } from './types'

const MIB_PER_GIB = 1024
const MAX_GIB = 1_000_000
const ZDB_PORT = 9900

/** Disk space. */
export function checkVolume(fields: Fields, { id }: CheckContext): Accepted {
  const size = integer(fields, 'size', 1, MAX_GIB)
  const type = word(fields, 'type', ['HDD', 'SSD'])
  return { uses: diskSpace(type, size), result: { volume_id: id } }
}

/** A 0-db namespace; the password, if any, is sealed for the node. */
export function checkZdb(fields: Fields, { id, machine }: CheckContext): Accepted {
  const size = integer(fields, 'size', 1, MAX_GIB)
  const type = word(fields, 'disk_type', ['HDD', 'SSD'])
  word(fields, 'mode', ['seq', 'user'])
  const password = text(fields, 'password')
  if (password !== '') openText(machine.identity, password, 'password')
  // a simulated node serves nothing: no address is made up
  return { uses: diskSpace(type, size), result: { Namespace: id, IP: '', Port: ZDB_PORT } }
}

/** Where the node should send its log. */
export function checkDebug(fields: Fields): Accepted {
  if (text(fields, 'host', 253) === '') throw refusal('host is missing.')
  integer(fields, 'port', 1, 65535)
  text(fields, 'channel', 200)
  return {}
}

/** A container: its network and volumes are there, its addresses are free, it fits. */
export function checkContainer(fields: Fields, context: CheckContext): Accepted {
  const flist = text(fields, 'flist')
  if (!/^https?:\/\/\S+$/.test(flist)) throw refusal(`flist is ${quoted(flist)}, not an address.`)
  const network = asFields(fields.get('network'), 'network')
  const capacity = asFields(fields.get('capacity') ?? {}, 'capacity')
  const cpu = integer(capacity, 'cpu', 0, 1024)
  const memory = integer(capacity, 'memory', 0, MIB_PER_GIB * MAX_GIB)
  const ips = texts(network, 'ips')
  if (ips.length === 0) throw refusal('ips is empty: give the container an address.')
  return {
    uses: { ...NOTHING, cru: cpu, mru: memory / MIB_PER_GIB },
    attachment: attach(context, text(network, 'network_id', 200), ips, 'ips'),
    mounts: list(fields, 'mounts').map((mount) => ownVolume(mount, context)),
    result: { id: context.id, ipv6: '', ipv4: ips[0] },
  }
}

function ownVolume(mount: LosslessJson, { live, userId }: CheckContext): string {
  const id = text(asFields(mount, 'mounts'), 'volume_id')
  const volume = live.find(
    (item) => item.type === 'volume' && item.id === id && item.userId === userId,
  )
  if (volume) return id
  throw refusal(`mounts names the volume ${quoted(id)}, which is not on this node.`)
}

const diskSpace = (type: 'HDD' | 'SSD', size: number) =>
  type === 'SSD' ? { ...NOTHING, sru: size } : { ...NOTHING, hru: size }
