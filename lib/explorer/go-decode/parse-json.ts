import { JsonSyntaxError, type JsonNode } from './json-tree'

/** Deeper nesting is refused, so that no body can exhaust the stack. */
const MAX_DEPTH = 200
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const HEX4 = /^[0-9a-fA-F]{4}$/
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const SPACE = /[ \t\r\n]*/y

function quoteChar(char: string): string {
  if (char === "'") return String.raw`'\''`
  if (char === '"') return `'"'`
  return `'${JSON.stringify(char).slice(1, -1)}'`
}

/** Reads the first JSON value of a text, as Go's json.Decoder does: what follows it is not looked at. */
class Reader {
  private at = 0
  constructor(private readonly text: string) {}

  read(): JsonNode {
    this.space()
    if (this.at === this.text.length) throw new JsonSyntaxError('EOF')
    const node = this.value(0)
    const next = this.text[this.at]
    const endsItself = node.kind === 'object' || node.kind === 'array' || node.kind === 'string'
    if (next !== undefined && !endsItself && !' \t\r\n'.includes(next)) {
      this.fail('after top-level value')
    }
    return node
  }

  private space(): void {
    SPACE.lastIndex = this.at
    SPACE.test(this.text)
    this.at = SPACE.lastIndex
  }

  private fail(context: string): never {
    const char = this.text.codePointAt(this.at)
    if (char === undefined) throw new JsonSyntaxError('unexpected EOF')
    throw new JsonSyntaxError(
      `invalid character ${quoteChar(String.fromCodePoint(char))} ${context}`,
    )
  }

  private value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new JsonSyntaxError('exceeded max depth')
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth)
      case '[':
        return this.array(depth)
      case '"': {
        const from = this.at
        const value = this.string()
        return { kind: 'string', raw: this.text.slice(from, this.at), value }
      }
      case 't':
        return { kind: 'bool', raw: this.literal('true'), value: true }
      case 'f':
        return { kind: 'bool', raw: this.literal('false'), value: false }
      case 'n':
        return { kind: 'null', raw: this.literal('null') }
      default:
        return { kind: 'number', raw: this.number() }
    }
  }

  private literal(word: string): string {
    for (const expected of word) {
      if (this.text[this.at] !== expected) {
        this.fail(`in literal ${word} (expecting '${expected}')`)
      }
      this.at++
    }
    return word
  }

  private number(): string {
    NUMBER.lastIndex = this.at
    const found = NUMBER.exec(this.text)?.[0]
    if (found === undefined) {
      if (this.text[this.at] !== '-') this.fail('looking for beginning of value')
      this.at++
      this.fail('in numeric literal')
    }
    this.at += found.length
    this.refuseUnfinishedNumber(found)
    return found
  }

  /** `1.`, `1e` and `1e+` match the number rule up to the part that is missing. */
  private refuseUnfinishedNumber(found: string): void {
    const next = this.text[this.at]
    const hasExponent = /[eE]/.test(found)
    if (next === '.' && !found.includes('.') && !hasExponent) {
      this.at++
      this.fail('after decimal point in numeric literal')
    }
    if ((next === 'e' || next === 'E') && !hasExponent) {
      this.at++
      if ('+-'.includes(this.text[this.at] ?? ' ')) this.at++
      this.fail('in exponent of numeric literal')
    }
  }

  private string(): string {
    this.at++
    let value = ''
    for (;;) {
      PLAIN.lastIndex = this.at
      value += PLAIN.exec(this.text)?.[0] ?? ''
      this.at = PLAIN.lastIndex
      const char = this.text[this.at]
      if (char === '"') break
      if (char !== '\\') this.fail('in string literal')
      this.at++
      value += this.escape()
    }
    this.at++
    // Half a surrogate pair is no character; Go reads it as U+FFFD.
    return value.replace(/\p{Surrogate}/gu, '\ufffd')
  }

  private escape(): string {
    const char = this.text[this.at]
    if (char === 'u') {
      const digits = this.text.slice(this.at + 1, this.at + 5)
      if (!HEX4.test(digits)) {
        const good = /^[0-9a-fA-F]*/.exec(digits)?.[0].length ?? 0
        this.at += 1 + good
        this.fail('in \\u hexadecimal character escape')
      }
      this.at += 5
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const plain = char === undefined ? undefined : ESCAPES[char]
    if (plain === undefined) this.fail('in string escape code')
    this.at++
    return plain
  }

  private object(depth: number): JsonNode {
    const from = this.at++
    const members: [string, JsonNode][] = []
    this.space()
    if (this.text[this.at] !== '}') {
      do {
        this.space()
        if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string')
        const key = this.string()
        this.space()
        if (this.text[this.at] !== ':') this.fail('after object key')
        this.at++
        this.space()
        members.push([key, this.value(depth + 1)])
        this.space()
      } while (this.takeComma())
      if (this.text[this.at] !== '}') this.fail('after object key:value pair')
    }
    this.at++
    return { kind: 'object', raw: this.text.slice(from, this.at), members }
  }

  private array(depth: number): JsonNode {
    const from = this.at++
    const items: JsonNode[] = []
    this.space()
    if (this.text[this.at] !== ']') {
      do {
        this.space()
        items.push(this.value(depth + 1))
        this.space()
      } while (this.takeComma())
      if (this.text[this.at] !== ']') this.fail('after array element')
    }
    this.at++
    return { kind: 'array', raw: this.text.slice(from, this.at), items }
  }

  private takeComma(): boolean {
    if (this.text[this.at] !== ',') return false
    this.at++
    return true
  }
}

/**
 * Parses the first JSON value of `text`, keeping the text of every value.
 *
 * @throws JsonSyntaxError with the sentence Go's json.Decoder gives
 */
export function parseJsonTree(text: string): JsonNode {
  return new Reader(text).read()
}
