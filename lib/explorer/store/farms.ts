import { decodeGoJson } from '@/lib/explorer/go-decode/decode-body'
import { farmCodec, type FarmRecord } from '@/lib/explorer/wire/farm-codec'
import { db } from '@/lib/server/db/client'
import { withNextNumber } from './unique-conflict'

const MAX_ID = 2_147_483_647n

/** JSON of every farm, by id. */
export async function loadFarms(): Promise<string[]> {
  const rows = await db().explorerFarm.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => row.raw)
}

/** JSON of one farm, or null. */
export async function loadFarm(id: bigint): Promise<string | null> {
  if (id < 1n || id > MAX_ID) return null
  const row = await db().explorerFarm.findUnique({ where: { id: Number(id) } })
  return row?.raw ?? null
}

/** Stores a farm and gives its id. A name that is known keeps its id, 3Bot and organisation. */
export async function saveFarm(sent: FarmRecord): Promise<number> {
  return withNextNumber(() =>
    db().$transaction(async (tx) => {
      const known = await tx.explorerFarm.findUnique({ where: { name: sent.name } })
      if (known !== null) {
        const { wallet_addresses, location, email, resource_prices } = sent
        const stored = decodeGoJson(known.raw, farmCodec)
        const farm = { ...stored, wallet_addresses, location, email, resource_prices }
        await tx.explorerFarm.update({
          where: { id: known.id },
          data: { raw: farmCodec.encode(farm) },
        })
        return known.id
      }
      const { _max } = await tx.explorerFarm.aggregate({ _max: { id: true } })
      const id = (_max.id ?? 0) + 1
      const raw = farmCodec.encode({ ...sent, id: BigInt(id) })
      await tx.explorerFarm.create({ data: { id, name: sent.name, raw } })
      return id
    }),
  )
}
