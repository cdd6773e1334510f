// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Menu, MenuItem, MenuRadio } from './menu'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
class NoResize {
  observe() {}
  disconnect() {}
}

let root: Root
const onExport = vi.fn()
const onTheme = vi.fn()

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoResize)
  vi.clearAllMocks()
  const host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
  act(() =>
    root.render(
      <Menu trigger={<button aria-label="More">…</button>}>
        <MenuItem onSelect={onExport}>Export</MenuItem>
        <MenuItem disabled>Delete</MenuItem>
        <MenuRadio
          label="Theme"
          value="dark"
          onValueChange={onTheme}
          options={[
            { value: 'dark', label: 'Dark' },
            { value: 'light', label: 'Light' },
          ]}
        />
      </Menu>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const trigger = () => document.querySelector<HTMLButtonElement>('button[aria-haspopup=menu]')
const menu = () => document.querySelector('[role=menu]')
const focused = () => document.activeElement?.textContent
const press = (key: string) =>
  act(() => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    )
  })
const openByKey = () => {
  act(() => trigger()?.focus())
  press('ArrowDown')
}

it('opens with the arrow on the first item and says so', () => {
  openByKey()
  expect(menu()?.getAttribute('aria-labelledby')).toBe(trigger()?.id)
  expect(trigger()?.getAttribute('aria-expanded')).toBe('true')
  expect(focused()).toBe('Export')
})

it('moves with arrows and letters, round the ends, past what is disabled', () => {
  openByKey()
  press('ArrowDown')
  expect(focused()).toBe('Dark')
  press('End')
  expect(focused()).toBe('Light')
  press('ArrowDown')
  expect(focused()).toBe('Export')
  press('l')
  expect(focused()).toBe('Light')
})

it('gives the focus back on Escape', () => {
  openByKey()
  press('Escape')
  expect(menu()).toBeNull()
  expect(document.activeElement).toBe(trigger())
})

it('closes and acts once', () => {
  openByKey()
  act(() => (document.activeElement as HTMLElement).click())
  expect(onExport).toHaveBeenCalledTimes(1)
  expect(menu()).toBeNull()
})

it('marks the chosen of several', () => {
  openByKey()
  const radios = [...document.querySelectorAll('[role=menuitemradio]')]
  expect(radios.map((radio) => radio.getAttribute('aria-checked'))).toEqual(['true', 'false'])
  act(() => (radios[1] as HTMLElement).click())
  expect(onTheme).toHaveBeenCalledWith('light')
})

it('closes on a press outside', () => {
  openByKey()
  act(() => {
    document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }))
  })
  expect(menu()).toBeNull()
})
