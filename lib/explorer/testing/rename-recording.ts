import { toBase64 } from '@/lib/crypto/encoding'
import type { Identity } from '@/lib/crypto/identity'
import {
  encodeReservation,
  parseReservation,
  signReservation,
  verifyReservation,
} from '@/lib/protocol/reservation'
import type { RecordedStep } from './recording'

/** What a renamed recording has in the place of the recorded things. */
export interface Renames {
  /** recorded identity → another one, nodes and users */
  identities: ReadonlyMap<string, Identity>
  /** recorded word → another one, wherever it stands */
  words: ReadonlyMap<string, string>
  /** added to every reservation number, and to every `from` of a poll but 0 */
  numberShift: number
}

function renameText(text: string, { identities, words, numberShift }: Renames): string {
  let renamed = text
  for (const [id, identity] of identities) renamed = renamed.replaceAll(id, identity.id)
  for (const [word, other] of words) renamed = renamed.replaceAll(word, other)
  return renamed
    .replace(/(?<![\w-])(\d+)-1(?![\w-])/g, (_, n: string) => `${Number(n) + numberShift}-1`)
    .replace(/from=([1-9]\d*)/g, (_, n: string) => `from=${Number(n) + numberShift}`)
}

function isSigned(body: string): boolean {
  try {
    return verifyReservation(parseReservation(body))
  } catch {
    return false
  }
}

/** Signs a reservation of the recording anew when the recorded one was signed well; `signatures` learns old → new. */
function signAnew(
  recorded: string,
  renamed: string,
  renames: Renames,
  signatures: Map<string, string>,
): void {
  if (!isSigned(recorded)) return
  const before = parseReservation(recorded)
  const user = renames.identities.get(before.userId)
  if (user === undefined) throw new Error(`The renames do not name the user ${before.userId}.`)
  const after = signReservation(parseReservation(renamed), user)
  if (
    encodeReservation(after).replace(toBase64(after.signature), toBase64(before.signature)) !==
    renamed
  ) {
    throw new Error('A renamed reservation is no longer what the original would send.')
  }
  signatures.set(toBase64(before.signature), toBase64(after.signature))
}

/** The same story with other keys, names and numbers, signed by the new keys: no answer to it can be canned. */
export function renameSteps(steps: readonly RecordedStep[], renames: Renames): RecordedStep[] {
  const signatures = new Map<string, string>()
  const rename = (text: string) => {
    let renamed = renameText(text, renames)
    for (const [before, after] of signatures) renamed = renamed.replaceAll(before, after)
    return renamed
  }
  for (const { request } of steps) {
    if (request.body === null || !request.path.startsWith('/reservations/')) continue
    if (request.method === 'POST') {
      signAnew(request.body, renameText(request.body, renames), renames, signatures)
    }
  }
  return steps.map(({ n, name, request, response }) => ({
    n,
    name,
    request: {
      ...request,
      path: rename(request.path),
      body: request.body === null ? null : rename(request.body),
    },
    response: {
      ...response,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([key, value]) => [
          key,
          key === 'Location' ? rename(value) : value,
        ]),
      ),
      body: response.body === null ? null : rename(response.body),
    },
  }))
}
