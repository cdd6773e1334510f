import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { RecordedRequest } from './recording'

/** What a server answered, header names in lower case. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

const TIMEOUT_MS = 40_000

function readAnswer(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => {
      const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      })
    })
  })
}

/** Sends a request byte for byte: no header of a client's own, no cleaned path, no followed redirect. */
export function exchange(baseUrl: string, sent: RecordedRequest): Promise<Answer> {
  const { hostname, port, pathname } = new URL(baseUrl)
  const body = sent.body === null ? null : Buffer.from(sent.body)
  const headers = {
    ...sent.headers,
    ...(body === null ? {} : { 'content-length': String(body.length) }),
  }
  const path = `${pathname.replace(/\/$/, '')}${sent.path}`
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      hostname,
      port,
      path,
      method: sent.method,
      headers,
      agent: false,
    })
    request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error(`No answer to ${path}`)))
    request.on('error', reject)
    request.on('response', (response) => readAnswer(response).then(resolve, reject))
    request.end(body ?? undefined)
  })
}
