import { inNamespace, run } from '../run'

export interface PingTarget {
  /** namespace that sends */
  namespace: string
  address: string
}

const INTERVAL_S = 0.25

/**
 * Pings until the first reply, or until the time is over; an ICMP error may end it sooner. One process sends all the
 * tries, so waiting costs nothing.
 *
 * @returns milliseconds of the reply; null: none
 */
export async function ping(
  { namespace, address }: PingTarget,
  seconds: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const args = ['-n', '-c', '1', '-w', String(seconds), '-i', String(INTERVAL_S), address]
  const { stdout } = await run(inNamespace(namespace, 'ping', args), { signal })
  return readLatency(stdout)
}

/** Milliseconds in what ping printed; null when no reply came. */
export function readLatency(output: string): number | null {
  const [, text] = /^\d+ bytes from .* time[=<]([\d.]+) ms/m.exec(output) ?? []
  return text === undefined ? null : Number(text)
}
