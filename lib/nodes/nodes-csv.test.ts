import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { csvCell, nodesCsv } from './nodes-csv'
import { testRow } from './testing/rows'

test.each([
  ['Ghent', 'Ghent'],
  ['', ''],
  [-3.5, '-3.5'],
  ['a, b', '"a, b"'],
  ['a "b"', '"a ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+32', `"'+32"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
])('a cell of %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

/** Reads RFC 4180 the plain way: the test's own reader. */
function parse(text: string): string[][] {
  const table: string[][] = []
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (letter === '"') isQuoted = true
    else if (letter === ',') [row, cell] = [[...row, cell], '']
    else if (letter === '\r' && text[at + 1] === '\n') {
      table.push([...row, cell])
      ;[row, cell] = [[], '']
      at += 1
    } else cell += letter
  }
  return table
}

describe('the table of nodes', () => {
  it('has a header and a line per node', () => {
    const [head, first] = parse(nodesCsv([testRow('Aa', { reliability: 0.5, watched: 7_200_000 })]))
    const cell = (name: string) => first?.[head?.indexOf(name) ?? -1]
    expect(head).toHaveLength(26)
    expect([cell('node_id'), cell('city'), cell('vcpu_free')]).toEqual(['Aa', 'Ghent', '4'])
    expect([cell('reliability_30d'), cell('watched_hours')]).toEqual(['0.5', '2'])
    expect(cell('reported_at')).toBe('2027-01-15T08:00:00.000Z')
  })

  it('keeps its form and starts no formula, whatever nodes call themselves', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (city, farm) => {
        const table = parse(nodesCsv([testRow('Aa', { city, farm }), testRow('Bb')]))
        expect(table).toHaveLength(3)
        for (const line of table) expect(line).toHaveLength(26)
        expect([city, `'${city}`]).toContain(table[1]?.[4])
        expect(table[1]?.[3]).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
