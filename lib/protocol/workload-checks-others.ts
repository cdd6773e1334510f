import { careful, wrong, type WorkloadProblem } from './workload-problem'
import type { DebugDraft, VolumeDraft, ZdbDraft } from './workload-draft'

const MAX_GIB = 1_000_000
const MAX_PASSWORD_CHARS = 128
const MAX_CHANNEL_CHARS = 200
const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i

/** Disk space. */
export function checkVolume({ size }: VolumeDraft): WorkloadProblem[] {
  return checkSize(size)
}

/** A 0-db namespace. */
export function checkZdb(draft: ZdbDraft): WorkloadProblem[] {
  return [...checkSize(draft.size), ...checkPassword(draft)]
}

function checkSize(size: number): WorkloadProblem[] {
  if (Number.isInteger(size) && size >= 1 && size <= MAX_GIB) return []
  return [wrong('size', 'Type a whole number of GiB, at least 1.')]
}

function checkPassword(draft: ZdbDraft): WorkloadProblem[] {
  const { password } = draft
  if (password.length > MAX_PASSWORD_CHARS)
    return [wrong('password', `Use at most ${MAX_PASSWORD_CHARS} characters.`)]
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(password))
    return [wrong('password', 'Leave out line breaks and control characters.')]
  if (password === '')
    return [
      careful(
        'password',
        'Without a password, whoever reaches the port reads and writes everything.',
      ),
    ]
  return draft.public
    ? [
        careful(
          'public',
          'Public: whoever reaches the port reads everything; only writing takes the password.',
        ),
      ]
    : []
}

/** Where the node sends its log. */
export function checkDebug({ host, port, channel }: DebugDraft): WorkloadProblem[] {
  const problems: WorkloadProblem[] = []
  if (/:\/\//.test(host))
    problems.push(wrong('host', 'Leave out http:// and the like: only the name or the address.'))
  else if (!HOST_NAME.test(host) && !IPV6.test(host))
    problems.push(wrong('host', 'Type a host name or an IP address, such as log.example.com.'))
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    problems.push(wrong('port', 'A port is a whole number from 1 to 65535.'))
  if (channel.trim() === '' || channel.length > MAX_CHANNEL_CHARS || /\p{Cc}/u.test(channel))
    problems.push(
      wrong('channel', 'Name the channel the lines are published on, in 1 to 200 characters.'),
    )
  if (problems.length === 0)
    problems.push(
      careful(
        'host',
        `The node sends its whole log to ${host}, unencrypted. Whoever runs it reads along.`,
      ),
    )
  return problems
}
