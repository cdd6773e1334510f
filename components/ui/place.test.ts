import { describe, expect, it } from 'vitest'
import { placeBeside } from './place'

const SCREEN = { width: 1000, height: 600 }
const PANEL = { width: 200, height: 100 }
const OPTIONS = { side: 'bottom', align: 'start', gap: 6 } as const
const at = (left: number, top: number) => ({ left, top, width: 40, height: 30 })

describe('placeBeside', () => {
  it('stands below the anchor, at its start', () => {
    expect(placeBeside(at(100, 100), PANEL, SCREEN, OPTIONS)).toEqual({ left: 100, top: 136 })
  })
  it('turns to the other side without room', () => {
    expect(placeBeside(at(100, 560), PANEL, SCREEN, OPTIONS)).toEqual({ left: 100, top: 454 })
    expect(placeBeside(at(100, 20), PANEL, SCREEN, { ...OPTIONS, side: 'top' })).toEqual({
      left: 100,
      top: 56,
    })
  })
  it('never leaves the screen', () => {
    expect(placeBeside(at(980, 100), PANEL, SCREEN, OPTIONS).left).toBe(792)
    expect(placeBeside(at(0, 100), PANEL, SCREEN, { ...OPTIONS, align: 'end' }).left).toBe(8)
  })
  it('aligns its end or centre with the anchor', () => {
    expect(placeBeside(at(500, 100), PANEL, SCREEN, { ...OPTIONS, align: 'end' }).left).toBe(340)
    expect(placeBeside(at(500, 100), PANEL, SCREEN, { ...OPTIONS, align: 'center' }).left).toBe(420)
  })
  it('stands beside the anchor', () => {
    expect(
      placeBeside(at(10, 100), PANEL, SCREEN, { side: 'right', align: 'center', gap: 8 }),
    ).toEqual({
      left: 58,
      top: 65,
    })
  })
})
