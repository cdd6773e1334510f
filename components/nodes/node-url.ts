import { ENDPOINTS, FRESHNESS, NO_FILTER, SORT_KEYS, type NodeFilter } from './node-filter'

interface Params {
  get: (name: string) => string | null
}

/** The filter an address describes. What cannot be read counts as not there. */
export function parseNodeFilter(params: Params): NodeFilter {
  const sortText = params.get('sort') ?? ''
  const sort = SORT_KEYS.find((key) => key === sortText.replace(/^-/, ''))
  const simulated = params.get('simulated')
  return {
    q: params.get('q') ?? '',
    status: listOf(params.get('status'), FRESHNESS),
    endpoint: listOf(params.get('endpoint'), ENDPOINTS),
    farm: params.get('farm') ?? '',
    country: params.get('country') ?? '',
    minCpu: amountOf(params.get('cpu')),
    minMemory: amountOf(params.get('memory')),
    minSsd: amountOf(params.get('ssd')),
    simulated: simulated === 'only' || simulated === 'none' ? simulated : '',
    sort: sort ?? NO_FILTER.sort,
    descending: sort !== undefined && sortText.startsWith('-'),
  }
}

/** The filter as search parameters; `node` is the open detail panel. Defaults are left out. */
export function writeNodeFilter(filter: NodeFilter, node: string | null): URLSearchParams {
  const params = new URLSearchParams()
  const set = (name: string, value: string | number) => {
    if (value !== '' && value !== 0) params.set(name, String(value))
  }
  set('q', filter.q.trim())
  set('status', filter.status.join(','))
  set('endpoint', filter.endpoint.join(','))
  set('farm', filter.farm)
  set('country', filter.country)
  set('cpu', filter.minCpu)
  set('memory', filter.minMemory)
  set('ssd', filter.minSsd)
  set('simulated', filter.simulated)
  const isDefaultSort = filter.sort === NO_FILTER.sort && !filter.descending
  if (!isDefaultSort) set('sort', `${filter.descending ? '-' : ''}${filter.sort}`)
  set('node', node ?? '')
  return params
}

function listOf<T extends string>(text: string | null, allowed: readonly T[]): T[] {
  const words = (text ?? '').split(',')
  return allowed.filter((value) => words.includes(value))
}

function amountOf(text: string | null): number {
  const value = Number(text)
  return Number.isFinite(value) && value > 0 ? value : 0
}
