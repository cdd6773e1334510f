interface Place {
  row: number
  column: number
}

const MOVES: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The cell an arrow leads to, over the empty diagonal; null at the edge and for any other key. */
export function step(key: string, at: Place, size: number): Place | null {
  const move = MOVES[key]
  if (!move) return null
  let next = { row: at.row + move[0], column: at.column + move[1] }
  if (next.row === next.column) next = { row: next.row + move[0], column: next.column + move[1] }
  const isInside = [next.row, next.column].every((value) => value >= 0 && value < size)
  return isInside ? next : null
}
