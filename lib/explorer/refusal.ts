/** How an error is written: the original uses both, by endpoint. */
export type RefusalForm = 'json' | 'text'

/** An answer that ends the request: status, sentence and the form that this endpoint uses for errors. */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(
    readonly status: number,
    message: string,
    readonly form: RefusalForm = 'json',
  ) {
    super(message)
  }
}
