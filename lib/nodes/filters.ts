import { distanceKm } from './distance'
import {
  amount,
  choices,
  names,
  numberIn,
  refuse,
  time,
  yesNo,
  type FilterRule,
  type Reading,
} from './filter-kinds'
import { isPlaced, usedShare, type NodeRow } from './node-row'

const WORDS_LIMIT = 200
const SECOND_MS = 1000

function readWords(text: string): Reading {
  const value = text.trim()
  if (value === '') refuse('Write at least one word.')
  if (value.length > WORDS_LIMIT) refuse(`Use at most ${WORDS_LIMIT} characters.`)
  const words = value.toLowerCase().split(/\s+/)
  return { text: value, words: value, test: () => (row) => hasWords(row.text, words) }
}

/** Whether every word occurs. */
export function hasWords(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false
  return true
}

/** What a VM of each size takes of its node. */
const VM_NEEDS = {
  1: { cpu: 1, memory: 2, ssd: 50 },
  2: { cpu: 2, memory: 4, ssd: 100 },
} as const

function hasRoom(row: NodeRow, size: 1 | 2): boolean {
  const needs = VM_NEEDS[size]
  return row.cpu.free >= needs.cpu && row.memory.free >= needs.memory && row.ssd.free >= needs.ssd
}

function readSize(text: string): Reading {
  const value = text.trim()
  if (value !== '1' && value !== '2') refuse('The size of a VM is 1 or 2.')
  const size = value === '1' ? 1 : 2
  return { text: value, words: `VM size ${value}`, test: () => (row) => hasRoom(row, size) }
}

function readNetwork(text: string): Reading {
  const value = text.trim()
  if (value === '') refuse('Name a network, or write none or any.')
  if (value === 'none')
    return { text: value, words: 'in none', test: () => (row) => row.networks.length === 0 }
  if (value === 'any')
    return { text: value, words: 'in any', test: () => (row) => row.networks.length > 0 }
  return {
    text: value,
    words: value,
    test: ({ networks }) => {
      const found = networks.find(({ id, name }) => id === value || name === value)
      return (row) => found !== undefined && row.networks.includes(found.id)
    },
  }
}

function readPort(text: string): Reading {
  const port = numberIn(text, 1, 65_535)
  if (!Number.isInteger(port)) refuse('A port is a whole number.')
  return {
    text: String(port),
    words: `${port} is free`,
    test: () => (row) => !row.ports.includes(port),
  }
}

function readNear(text: string): Reading {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length !== 3)
    refuse('Write latitude, longitude and kilometres, for instance 51.05,3.72,200.')
  const [first = '', second = '', third = ''] = parts
  const latitude = numberIn(first, -90, 90)
  const longitude = numberIn(second, -180, 180)
  const km = numberIn(third, 0, 20_040)
  const center = { latitude, longitude }
  return {
    text: `${latitude},${longitude},${km}`,
    words: `${km} km around ${latitude}, ${longitude}`,
    test: () => (row) => isPlaced(row) && distanceKm(row, center) <= km,
  }
}

const gibFree = { unit: 'GiB', sign: '≥' } as const

/** Every filter of the node browser: one row serves the address, the API, the page and the test. */
export const FILTERS = {
  q: {
    label: 'Words',
    group: 'Node',
    control: { kind: 'words' },
    help: 'each word must occur in the city, country, farm or node id',
    read: readWords,
  },
  status: choices(
    { label: 'Status', group: 'Node', help: 'several of up, late, down' },
    { up: 'up', late: 'late', down: 'down' },
    (row) => row.freshness,
  ),
  grid: names(
    { label: 'Grid', group: 'Node', help: 'names or ids of grids' },
    (row) => row.grid,
    (row) => row.gridId,
  ),
  farm: names(
    { label: 'Farm', group: 'Node', help: 'names or numbers of farms' },
    (row) => row.farm,
    (row) => String(row.farmId),
  ),
  engine: choices(
    { label: 'Engine', group: 'Node', help: 'several of simulated, linux, unknown' },
    { simulated: 'simulated', linux: 'linux', unknown: 'unknown' },
    (row) => row.engine,
  ),
  os: names(
    { label: 'OS version', group: 'Node', help: 'versions as nodes give them' },
    (row) => row.os,
  ),
  cpu: amount(
    { label: 'vCPU free', group: 'Capacity', help: 'free vCPU at least' },
    { unit: '', sign: '≥' },
    (row) => row.cpu.free,
  ),
  memory: amount(
    { label: 'Memory free', group: 'Capacity', help: 'free GiB of memory at least' },
    gibFree,
    (row) => row.memory.free,
  ),
  ssd: amount(
    { label: 'SSD free', group: 'Capacity', help: 'free GiB of SSD at least' },
    gibFree,
    (row) => row.ssd.free,
  ),
  hdd: amount(
    { label: 'HDD free', group: 'Capacity', help: 'free GiB of HDD at least' },
    gibFree,
    (row) => row.hdd.free,
  ),
  cpuTotal: amount(
    { label: 'vCPU total', group: 'Capacity', help: 'vCPU in all at least' },
    { unit: '', sign: '≥' },
    (row) => row.cpu.total,
  ),
  memoryTotal: amount(
    { label: 'Memory total', group: 'Capacity', help: 'GiB of memory in all at least' },
    gibFree,
    (row) => row.memory.total,
  ),
  ssdTotal: amount(
    { label: 'SSD total', group: 'Capacity', help: 'GiB of SSD in all at least' },
    gibFree,
    (row) => row.ssd.total,
  ),
  hddTotal: amount(
    { label: 'HDD total', group: 'Capacity', help: 'GiB of HDD in all at least' },
    gibFree,
    (row) => row.hdd.total,
  ),
  used: amount(
    {
      label: 'Used',
      group: 'Capacity',
      help: 'used percent of the scarcest of vCPU, memory and SSD at most',
    },
    { unit: '%', sign: '≤', most: 100 },
    (row) => usedShare(row) * 100,
  ),
  fits: {
    label: 'Has room for',
    group: 'Capacity',
    control: {
      kind: 'one',
      options: [
        { value: '1', label: 'VM size 1' },
        { value: '2', label: 'VM size 2' },
      ],
    },
    help: '1 or 2: room for a VM of that size',
    read: readSize,
  },
  endpoint: choices(
    { label: 'Endpoint', group: 'Reach', help: 'several of dual, ipv4, ipv6, hidden' },
    { dual: 'dual', ipv4: 'IPv4', ipv6: 'IPv6', hidden: 'hidden' },
    (row) => row.endpoint,
  ),
  ipv4: yesNo(
    { label: 'Public IPv4', group: 'Reach', help: 'yes or no' },
    { yes: 'yes', no: 'no' },
    (row) => row.endpoint === 'dual' || row.endpoint === 'ipv4',
  ),
  ipv6: yesNo(
    { label: 'Public IPv6', group: 'Reach', help: 'yes or no' },
    { yes: 'yes', no: 'no' },
    (row) => row.endpoint === 'dual' || row.endpoint === 'ipv6',
  ),
  access: yesNo(
    {
      label: 'Access point or router',
      group: 'Reach',
      help: 'yes or no: others can dial it, so it can be an access point or a router',
    },
    { yes: 'can be', no: 'cannot be' },
    (row) => row.endpoint !== 'hidden',
  ),
  port: {
    label: 'WireGuard port',
    group: 'Reach',
    control: { kind: 'amount', unit: '' },
    help: 'a port no network there listens on',
    read: readPort,
  },
  continent: names(
    { label: 'Continent', group: 'Place', help: 'names of continents' },
    (row) => row.continent,
  ),
  country: names(
    { label: 'Country', group: 'Place', help: 'names of countries' },
    (row) => row.country,
  ),
  city: names({ label: 'City', group: 'Place', help: 'names of cities' }, (row) => row.city),
  near: {
    label: 'Within',
    group: 'Place',
    control: { kind: 'text', placeholder: '51.05,3.72,200' },
    help: 'latitude,longitude,kilometres',
    read: readNear,
  },
  uptime: time(
    {
      label: 'Up for',
      group: 'Trust',
      help: 'at least this long since its start, 3d for instance',
    },
    { sign: '≥', placeholder: '3d' },
    (row, milliseconds) => row.uptime * SECOND_MS >= milliseconds,
  ),
  seen: time(
    { label: 'Seen within', group: 'Trust', help: 'reported within this long, 10m for instance' },
    { sign: 'the last', placeholder: '10m' },
    (row, milliseconds, now) => now - row.reportedAt <= milliseconds,
  ),
  reliability: amount(
    {
      label: 'Reliability',
      group: 'Trust',
      help: 'percent of the time we watched in 30 days at least; nodes nothing is known of are left out',
    },
    { unit: '%', sign: '≥', most: 100 },
    (row) => (row.reliability === null ? -1 : row.reliability * 100),
  ),
  network: {
    label: 'Network',
    group: 'Ours',
    control: { kind: 'network' },
    help: 'none, any, or the name or id of a network that has the node',
    read: readNetwork,
  },
  ours: yesNo(
    {
      label: 'Our reservations',
      group: 'Ours',
      help: 'yes or no: we have live reservations there',
    },
    { yes: 'yes', no: 'none' },
    (row) => row.reservations > 0,
  ),
} as const satisfies Record<string, FilterRule>

/** Name of a filter, in the address and in the API. */
export type FilterKey = keyof typeof FILTERS
/** Every filter's name, in the order the page shows them. */
export const FILTER_KEYS = Object.keys(FILTERS) as FilterKey[]

/** The rule of a filter. */
export function filterRule(key: FilterKey): FilterRule {
  return FILTERS[key]
}
