/** Bytes a peer was sent and has sent, as one machine counts them. */
export interface Transfer {
  interface: string
  /** base64 */
  peer: string
  received: number
  sent: number
}

/** When a peer's last handshake was, in unix seconds; 0: never. */
export interface Handshake {
  interface: string
  peer: string
  at: number
}

/** Lines of `wg show all transfer`; what is no such line is left out. */
export function parseTransfers(text: string): Transfer[] {
  return fields(text, 4).map(([name = '', peer = '', received, sent]) => ({
    interface: name,
    peer,
    received: Number(received),
    sent: Number(sent),
  }))
}

/** Lines of `wg show all latest-handshakes`. */
export function parseHandshakes(text: string): Handshake[] {
  return fields(text, 3).map(([name = '', peer = '', at]) => ({
    interface: name,
    peer,
    at: Number(at),
  }))
}

function fields(text: string, count: number): string[][] {
  return text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((parts) => parts.length === count && parts.slice(2).every((part) => /^\d+$/.test(part)))
}
