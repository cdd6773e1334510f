import { identityFromSeed } from '@/lib/crypto/identity'
import { verifyResult, parseResult } from '@/lib/protocol/reservation'
import { signedWriteHeaders } from '@/lib/protocol/write-auth'
import { party, type Party } from './bodies'

/** What a reader sees of one reservation. */
export interface SeenReservation {
  id: string
  to_delete: boolean
  deleted?: boolean
  result: { state: string; error: string; data: unknown; created: string; signature: string } | null
}

/** A user who posts bodies made by hand to a real explorer. */
export async function createGridUser(baseUrl: string, seedByte: number) {
  const identity = identityFromSeed(new Uint8Array(32).fill(seedByte))
  const { id: explorerId } = (await getJson(`${baseUrl}/info`)) as { id: string }
  const send = (method: string, path: string, body: string) =>
    fetch(baseUrl + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...signedWriteHeaders(identity, { explorerId, method, path, time: Date.now(), body }),
      },
      ...(body === '' ? {} : { body }),
    })

  return {
    ...party(seedByte),
    /** Posts a body; returns the id `N-1`. */
    post: async (nodeId: string, body: string): Promise<string> => {
      const answer = await send('POST', `/reservations/${nodeId}`, body)
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
      return answer.headers.get('location')?.split('/').at(-1) ?? ''
    },
    remove: async (id: string): Promise<number> =>
      (await send('DELETE', `/reservations/${id}`, '')).status,
    get: (id: string) => getJson(`${baseUrl}/reservations/${id}`) as Promise<SeenReservation>,
  }
}
export type GridUser = Awaited<ReturnType<typeof createGridUser>>

/** Whether the node signed this result. */
export function isResultSigned(seen: SeenReservation, node: Pick<Party, 'id'>): boolean {
  const result = parseResult(JSON.stringify(seen.result))
  return result !== null && verifyResult(result, node.id)
}

/** JSON of an answer. */
export async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json()
}

/** Asks until `check` gives something, at most `ms` milliseconds. */
export async function until<Result>(
  ask: () => Promise<Result>,
  check: (result: Result) => boolean,
  ms = 5_000,
): Promise<Result> {
  const end = Date.now() + ms
  for (;;) {
    const result = await ask()
    if (check(result)) return result
    if (Date.now() > end) throw new Error(`Not so after ${ms} ms: ${JSON.stringify(result)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
