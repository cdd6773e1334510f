import { DomainError } from '@/lib/errors/domain-error'
import type { WireLocation } from '@/lib/protocol/types'
import { accepted, parseJson } from './explorer-client'
import { sendRequest } from './http'

const TIMEOUT_MS = 10_000

export interface FarmerClientOptions {
  baseUrl: string
  /** an owner's API token; without it only farms and nodes that are already known work */
  token: string | undefined
  signal: AbortSignal
}

/** The farmer's side of the explorer: farms, and tokens that let a new node in. */
export type FarmerClient = ReturnType<typeof createFarmerClient>

/** Makes the farmer's client. */
export function createFarmerClient({ baseUrl, token, signal }: FarmerClientOptions) {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await sendRequest({
      baseUrl,
      method,
      path,
      ...(body === undefined ? {} : { body: `${JSON.stringify(body)}\n` }),
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      timeoutMs: TIMEOUT_MS,
      signal,
    })
    return parseJson(accepted(answer, method, path).body)
  }

  return {
    /** Farm ids by name. */
    listFarms: async (): Promise<Map<string, number>> => {
      const farms = (await call('GET', '/farms')) as { id: number; name: string }[] | null
      return new Map((farms ?? []).map(({ id, name }) => [name, id]))
    },
    /** Makes the farm, or finds the one of that name; returns its id. */
    createFarm: async (name: string, location: WireLocation): Promise<number> => {
      const farm = { name, location, wallet_addresses: [], email: '' }
      const { id } = (await call('POST', '/farms', farm)) as { id?: unknown }
      if (typeof id === 'number') return id
      throw new DomainError('GRID_BAD_ANSWER', `The explorer gave the farm ${name} no id.`)
    },
    /** A token that lets one new node into the farm. */
    enrol: async (farm: number): Promise<string> => {
      const answer = (await call('POST', '/enrolments', { farm })) as { token?: unknown }
      if (typeof answer.token === 'string') return answer.token
      throw new DomainError('GRID_BAD_ANSWER', `The explorer gave no enrolment for farm ${farm}.`)
    },
  }
}
