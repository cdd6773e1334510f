import { usedShare, type NodeRow } from './node-row'

/** A fact of several nodes side by side. */
export interface Comparison {
  label: string
  cells: { text: string; isBest: boolean }[]
  /** whether the nodes differ in it */
  differs: boolean
}

interface Fact {
  label: string
  text: (row: NodeRow) => string
  /** absent: there is no better or worse */
  value?: (row: NodeRow) => number
  best?: 'most' | 'least'
}

const gib = (value: number) =>
  value < 1024 ? `${round(value)} GiB` : `${Number((value / 1024).toFixed(2))} TiB`
const round = (value: number) => Number(value.toFixed(value >= 100 ? 0 : 1))
const percent = (share: number) => `${round(share * 100)} %`
const FRESHNESS_RANK = { up: 2, late: 1, down: 0 } as const
const ENDPOINT_RANK = { dual: 2, ipv4: 1, ipv6: 1, hidden: 0 } as const
const ENDPOINT_WORD = { dual: 'dual', ipv4: 'IPv4', ipv6: 'IPv6', hidden: 'hidden' } as const
const DAY_S = 86_400
const HOUR_S = 3600
const HOUR_MS = 3_600_000

function uptimeWords(seconds: number): string {
  return seconds < DAY_S ? `${Math.floor(seconds / HOUR_S)} h` : `${Math.floor(seconds / DAY_S)} d`
}

function capacity(
  label: string,
  key: 'cpu' | 'memory' | 'ssd' | 'hdd',
  write: (n: number) => string,
): Fact[] {
  return [
    { label: `${label} free`, text: (row) => write(row[key].free), value: (row) => row[key].free },
    {
      label: `${label} total`,
      text: (row) => write(row[key].total),
      value: (row) => row[key].total,
    },
  ]
}

const FACTS: readonly Fact[] = [
  { label: 'Status', text: (row) => row.freshness, value: (row) => FRESHNESS_RANK[row.freshness] },
  { label: 'Farm', text: (row) => row.farm },
  { label: 'Grid', text: (row) => row.grid },
  {
    label: 'Place',
    text: (row) => [row.city, row.country].filter(Boolean).join(', ') || 'not given',
  },
  {
    label: 'Endpoint',
    text: (row) => ENDPOINT_WORD[row.endpoint],
    value: (row) => ENDPOINT_RANK[row.endpoint],
  },
  ...capacity('vCPU', 'cpu', (value) => String(round(value))),
  ...capacity('Memory', 'memory', gib),
  ...capacity('SSD', 'ssd', gib),
  ...capacity('HDD', 'hdd', gib),
  { label: 'Used', text: (row) => percent(usedShare(row)), value: usedShare, best: 'least' },
  {
    label: 'Reliability, 30 days',
    text: (row) => (row.reliability === null ? 'not watched yet' : percent(row.reliability)),
    value: (row) => row.reliability ?? -1,
  },
  { label: 'Watched for', text: (row) => `${Math.floor(row.watched / HOUR_MS)} h` },
  {
    label: 'Up for',
    text: (row) => (row.uptime > 0 ? uptimeWords(row.uptime) : 'not given'),
    value: (row) => Math.floor(row.uptime / HOUR_S),
  },
  { label: 'Engine', text: (row) => row.engine },
  { label: 'OS version', text: (row) => row.os || 'not given' },
  { label: 'WireGuard ports in use', text: (row) => String(row.ports.length) },
  { label: 'Our reservations', text: (row) => String(row.reservations) },
]

/** Every fact of the nodes side by side; the best value is marked where one is better than another. */
export function compareRows(rows: readonly NodeRow[]): Comparison[] {
  return FACTS.map(({ label, text, value, best = 'most' }) => {
    const texts = rows.map(text)
    const differs = new Set(texts).size > 1
    const values = value ? rows.map(value) : []
    const winner = best === 'most' ? Math.max(...values) : Math.min(...values)
    const isRanked = differs && new Set(values).size > 1
    return {
      label,
      differs,
      cells: texts.map((cell, index) => ({
        text: cell,
        isBest: isRanked && values[index] === winner,
      })),
    }
  })
}
