/** Values of one parameter: separated by commas, a comma inside a value written `\,`. */
export function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, String.raw`\$&`)).join(',')
}

/** The values `joinValues` wrote; empty ones and repetitions are left out. */
export function splitValues(text: string): string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (letter === '\\') value += text[++at] ?? ''
    else if (letter === ',') {
      values.push(value)
      value = ''
    } else value += letter
  }
  values.push(value)
  return [...new Set(values.map((one) => one.trim()).filter(Boolean))]
}
