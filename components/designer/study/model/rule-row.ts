import type { TraceRule } from '@/lib/network/trace-rules'
import type { MachineNames } from './names'

/** One thing that was looked at: a name, what was found, and whether it decided. */
export interface RuleRow {
  name: string
  value: string
  /** addresses and keys are set in the fixed font */
  mono: boolean
  mark: 'decides' | 'stops here' | null
  /** lost to another rule, or a try in vain */
  isQuiet: boolean
}

const MARKS = {
  decides: 'decides',
  stops: 'stops here',
  passes: null,
  yields: null,
  fails: null,
} as const satisfies Record<TraceRule['outcome'], RuleRow['mark']>

/** A rule in the words of the page. */
export function ruleRow(rule: TraceRule, names: MachineNames): RuleRow {
  const peer = rule.peer === null ? null : names.titleOf(rule.peer)
  return {
    ...WORDS[rule.kind](rule, peer, names),
    mark: MARKS[rule.outcome],
    isQuiet: rule.outcome === 'yields' || rule.outcome === 'fails',
  }
}

type Words = Pick<RuleRow, 'name' | 'value' | 'mono'>
type Say = (rule: TraceRule, peer: string | null, names: MachineNames) => Words

const route: Say = ({ subject, why }, peer) => {
  const whom = peer === null ? 'is its own' : `→ ${peer}`
  const lost = why === 'LATER_PEER' ? ', but a later peer has it too' : ''
  const shorter = why === 'SHORTER_PREFIX' ? ', less exact' : ''
  return { name: 'Allowed IPs', value: `${subject} ${whom}${lost}${shorter}`, mono: true }
}

const peerRule: Say = ({ subject }, peer) => ({
  name: 'Peer',
  value: `nobody in the network has the key ${peer ?? ''} that ${subject} belongs to`,
  mono: false,
})

const power: Say = () => ({ name: 'Machine', value: 'switched off', mono: false })

const DIAL_FAULTS: Readonly<Record<string, string>> = {
  NOT_LISTED: 'does not list the other as a peer',
  NO_ENDPOINT: 'has no address to dial',
  NO_FAMILY: 'has no address of that family itself',
  NOT_ITS_ADDRESS: 'is not where the other listens',
  OFF: 'is off',
}

const dial: Say = ({ at, subject, outcome, why }, peer, names) => {
  const name = `${names.titleOf(at)} dials`
  if (outcome === 'passes') return { name, value: subject, mono: true }
  const fault = DIAL_FAULTS[why ?? ''] ?? 'fails'
  if (why === 'NO_FAMILY')
    return { name, value: `${subject}: ${names.titleOf(at)} ${fault}`, mono: false }
  if (why === 'NOT_ITS_ADDRESS') return { name, value: `${subject}, which ${fault}`, mono: false }
  if (why === 'OFF') return { name, value: `${offSubject(subject, names)} ${fault}`, mono: false }
  return {
    name,
    value: `${names.titleOf(at)} ${fault}${why === 'NOT_LISTED' && peer ? ` (${peer})` : ''}`,
    mono: false,
  }
}

/** `endpoint:<node>:<address>` and `family:<node>:ipv6` in words. */
export function offSubject(subject: string, names: MachineNames): string {
  const [kind, rest = ''] = [
    subject.slice(0, subject.indexOf(':')),
    subject.slice(subject.indexOf(':') + 1),
  ]
  const node = rest.slice(0, rest.indexOf(':'))
  const part = rest.slice(rest.indexOf(':') + 1)
  if (kind === 'endpoint') return `${names.titleOf(node)}’s ${part}`
  if (kind === 'family') return `${names.titleOf(node)}’s ${part === 'ipv6' ? 'IPv6' : 'IPv4'}`
  return names.titleOf(subject)
}

const tunnel: Say = ({ outcome }, peer) => ({
  name: 'Tunnel',
  value: outcome === 'passes' ? `up to ${peer ?? ''}` : 'down: neither side can dial the other',
  mono: false,
})

const source: Say = ({ subject, outcome }, peer) => ({
  name: 'Source check',
  value:
    peer === null
      ? `${subject} belongs to no peer`
      : `${subject} belongs to ${peer}${outcome === 'stops' ? ', not to who sent it' : ''}`,
  mono: outcome !== 'stops',
})

const ARRIVALS: Readonly<Record<string, string>> = {
  NO_ALLOWED_IP: 'no peer’s allowed IPs hold',
  NOT_FORWARDED: 'a device passes nothing on:',
  OTHER_OWNER: 'taken for its own, meant for another:',
  CIRCLE: 'goes in a circle:',
}

const arrival: Say = ({ subject, why }) =>
  why === undefined
    ? { name: 'Arrives', value: `${subject} is its own`, mono: true }
    : { name: 'Route', value: `${ARRIVALS[why] ?? 'lost:'} ${subject}`, mono: false }

const WORDS = {
  route,
  peer: peerRule,
  power,
  dial,
  tunnel,
  source,
  arrival,
} as const satisfies Record<TraceRule['kind'], Say>
