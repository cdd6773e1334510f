import type { StatusLook } from '@/components/ui/status-table'

export type EndpointClass = 'dual' | 'ipv4' | 'ipv6' | 'hidden'

export type StatusView = StatusLook

export interface ProblemCount {
  errors: number
  warnings: number
}

/** All a card says. No store, no rule: the words are ready. */
export interface ResourceView {
  id: string
  nodeId: string
  title: string
  country: string
  farm: string
  shortKey: string
  subnet: string
  listenPort: number
  endpointClass: EndpointClass
  /** the grid does not know the node any more */
  isUnknown: boolean
  isAccessPoint: boolean
  isRouter: boolean
  isSimulated: boolean
  isStaged: boolean
  status: StatusView
  problems: ProblemCount
  /** tunnels and pairs through a router, for the list */
  tunnels: number
  throughRouter: number
}

export interface DeviceView {
  id: string
  deviceId: string
  name: string
  subnet: string
  accessTitle: string
  isStaged: boolean
  status: StatusView
  problems: ProblemCount
}

/** A line between two things. Its arrowheads say which end can be dialled. */
export interface EdgeView {
  id: string
  from: string
  to: string
  kind: 'tunnel' | 'via' | 'device'
  /** title of the router a `via` line goes through */
  via: string | null
  canDialFrom: boolean
  canDialTo: boolean
  isStaged: boolean
  /** what travels: allowed IPs each end lists for the other */
  label: string
  description: string
}

/** Everything the canvas and the table show of one design. */
export interface Picture {
  resources: readonly ResourceView[]
  devices: readonly DeviceView[]
  edges: readonly EdgeView[]
}
