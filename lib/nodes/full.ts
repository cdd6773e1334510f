interface Capacity {
  total: { cru: number }
  free: { cru: number; mru: number }
}

/** Whether no machine fits any more. A node that never told what it has is not full. */
export function isFull({ total, free }: Capacity): boolean {
  return total.cru > 0 && (free.cru <= 0 || free.mru <= 0)
}
