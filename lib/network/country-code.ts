/** Two letters for a country's English name, as explorers spell it; null when we do not know it. */
export function countryCode(country: string): string | null {
  if (/^[A-Za-z]{2}$/.test(country)) return country.toUpperCase()
  return codes().get(country.trim().toLowerCase()) ?? null
}

let known: Map<string, string> | null = null

/** Built from the runtime's own list of region names. */
function codes(): Map<string, string> {
  if (known) return known
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  known = new Map([
    ['united states of america', 'US'],
    ['usa', 'US'],
    ['uk', 'GB'],
    ['czech republic', 'CZ'],
  ])
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second
      // Withdrawn codes carry today's name too: VD is an old Vietnam.
      if (new Intl.Locale(`und-${code}`).region !== code) continue
      const name = regionName(names, code)?.toLowerCase()
      if (name && !known.has(name)) known.set(name, code)
    }
  }
  return known
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

function regionName(names: Intl.DisplayNames, code: string): string | undefined {
  try {
    return names.of(code)
  } catch {
    return undefined
  }
}
