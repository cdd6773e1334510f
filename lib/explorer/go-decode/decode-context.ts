/** The body is JSON but not what the endpoint takes; the sentence is Go's. */
export class GoDecodeError extends Error {
  override name = 'GoDecodeError'
}

/** Where the decoder stands. Go keeps the first type error, reads on, and reports that one at the end. */
export class DecodeContext {
  saved: string | null = null
  private struct = ''
  private readonly fields: string[] = []

  /** Runs `read` inside a struct's field. */
  inField<T>(struct: string, field: string, read: () => T): T {
    const outer = this.struct
    this.struct = struct
    this.fields.push(field)
    const value = read()
    this.fields.pop()
    this.struct = outer
    return value
  }

  /** @param value what was found: `number`, `string`, `number -1`, … */
  saveTypeError(value: string, goType: string): void {
    const place =
      this.fields.length > 0
        ? `Go struct field ${this.struct}.${this.fields.join('.')}`
        : 'Go value'
    this.save(`json: cannot unmarshal ${value} into ${place} of type ${goType}`)
  }

  /** Keeps `sentence` unless there is an earlier one. */
  save(sentence: string): void {
    this.saved ??= sentence
  }
}
