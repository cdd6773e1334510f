/** Longest piece of somebody else's text that a sentence quotes. */
export const QUOTE_CHARS = 300

/**
 * Makes text from outside fit for a sentence: one line, no control or invisible format characters (they could reverse or
 * hide what follows), cut at `limit` characters.
 */
export function cleanText(text: string, limit = QUOTE_CHARS): string {
  const line = text
    .slice(0, limit * 8)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = Array.from(line)
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : line
}
