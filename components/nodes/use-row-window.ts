import { useCallback, useEffect, useRef, useState } from 'react'

const OVERSCAN = 10
/** the window moves in steps, so that scrolling a pixel draws nothing */
const STEP = 8
const FIRST_ROWS = 48

/** Which rows of equal height to draw. Returns the scroller's ref, the range, and a way to bring a row into view. */
export function useRowWindow(total: number, rowHeight: number, headHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ first: 0, rows: FIRST_ROWS })

  const measure = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const first = Math.floor(element.scrollTop / rowHeight / STEP) * STEP
    const rows = Math.ceil(element.clientHeight / rowHeight)
    setView((old) => (old.first === first && old.rows === rows ? old : { first, rows }))
  }, [rowHeight])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [measure])

  const scrollToRow = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const top = index * rowHeight
      const visible = element.clientHeight - headHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + visible) {
        element.scrollTop = top + rowHeight - visible
      }
    },
    [rowHeight, headHeight],
  )

  const last = Math.max(0, total - view.rows)
  const start = Math.max(0, Math.min(view.first, last) - OVERSCAN)
  const end = Math.min(total, start + view.rows + 2 * OVERSCAN + STEP)
  return { scroller, start, end, scrollToRow }
}
