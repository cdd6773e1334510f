import { replyEmpty } from './reply'

const METHODS = new Set(['GET', 'HEAD', 'POST'])
const HEADERS = new Set(['accept', 'accept-language', 'content-language', 'origin', ''])

/** The original's answer to OPTIONS: it allows GET, HEAD and POST without further headers. */
export function replyPreflight(request: Request): Response {
  if (request.headers.get('origin') === null) return replyEmpty(200)
  const method = request.headers.get('access-control-request-method')
  if (method === null) return replyEmpty(400)
  if (!METHODS.has(method)) return replyEmpty(405)
  const wanted = (request.headers.get('access-control-request-headers') ?? '').split(',')
  if (!wanted.every((name) => HEADERS.has(name.trim().toLowerCase()))) return replyEmpty(403)
  return withCors(request, replyEmpty(200))
}

/** Everybody may read the directory, from any page. */
export function withCors(request: Request, response: Response): Response {
  if (request.headers.get('origin') !== null) {
    response.headers.set('access-control-allow-origin', '*')
  }
  return response
}
