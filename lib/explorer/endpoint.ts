import type { ExplorerOptions } from './options'
import type { RefusalForm } from './refusal'
import type { Caller } from './write-guard'

/** One request to an endpoint, read and with its writer known. */
export interface Call {
  request: Request
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  /** text of the body; empty for reads */
  body: string
  caller: Caller
  options: ExplorerOptions
}

/**
 * One row of the explorer's table.
 * - `read`: anybody · `write`: signed by an identity · `farm`: an owner's token, and nothing in compat mode · `owner`: an
 *   owner's token always
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** segments; one in braces is a parameter */
  path: string
  access: 'read' | 'write' | 'farm' | 'owner'
  /** form of this endpoint's own errors */
  form: RefusalForm
  handle(call: Call): Promise<Response>
}
