import type { GridResult } from '@/lib/protocol/reservation'
import { parseReservation, parseResult } from '@/lib/protocol/reservation'
import { badAnswer } from '@/lib/server/outgoing/failures'
import type { GridReservation, ListedReservation } from './driver'
import { rawElements, rawMembers, stringMember, tryParse } from './raw-json'

const GRID_ID = /^(\d{1,20})-1$/

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** One entry of a list, readable or not: the number and the signature are looked for in either case. */
function readListed(raw: string): ListedReservation {
  const members = rawMembers(raw) ?? new Map<string, string>()
  return {
    number: GRID_ID.exec(stringMember(members, 'id'))?.[1] ?? '',
    signature: stringMember(members, 'signature'),
    raw,
    reservation: orNull(() => parseReservation(raw)),
  }
}

/** The list a node's poll answers. */
export function readReservationList(who: string, text: string): ListedReservation[] {
  const elements = rawElements(text)
  if (!elements) throw badAnswer(who, 'answered no list of reservations.')
  return elements.map(readListed)
}

function readResult(who: string, raw: string | undefined): GridResult | null {
  if (raw === undefined || raw === 'null') return null
  const result = orNull(() => parseResult(raw))
  if (!result) throw badAnswer(who, 'answered a reservation whose result cannot be read.')
  return result
}

/** One reservation as read under its id. */
export function readReservation(who: string, text: string): GridReservation {
  const raw = text.trim()
  const listed = readListed(raw)
  if (!listed.reservation) throw badAnswer(who, 'answered a reservation that cannot be read.')
  const members = rawMembers(raw)
  const deleted = tryParse(members?.get('deleted') ?? 'null')
  return {
    ...listed,
    reservation: listed.reservation,
    result: readResult(who, members?.get('result')),
    deleted: typeof deleted === 'boolean' ? deleted : null,
  }
}
