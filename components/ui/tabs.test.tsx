// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { tabAfter, Tabs } from './tabs'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 0, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['a', 1, null],
])('%s from tab %i of three leads to %s', (key, at, expected) => {
  expect(tabAfter(key, at, 3)).toBe(expected)
})

let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
  const items = ['one', 'two'].map((value) => ({ value, label: value, content: `all of ${value}` }))
  act(() => root.render(<Tabs label="Parts" items={items} />))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

const tabs = () => [...document.querySelectorAll<HTMLElement>('[role=tab]')]
const panel = () => document.querySelector('[role=tabpanel]')

it('shows the first, one panel at a time, named after its tab', () => {
  expect(panel()?.textContent).toBe('all of one')
  act(() => tabs()[1]?.click())
  expect(document.querySelectorAll('[role=tabpanel]')).toHaveLength(1)
  expect(panel()?.textContent).toBe('all of two')
  expect(panel()?.getAttribute('aria-labelledby')).toBe(tabs()[1]?.id)
  expect(tabs().map((tab) => tab.getAttribute('aria-selected'))).toEqual(['false', 'true'])
})

it('moves with arrow keys, and Tab reaches only the open one', () => {
  tabs()[0]?.focus()
  act(() => {
    tabs()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))
  })
  expect(document.activeElement).toBe(tabs()[1])
  expect(panel()?.textContent).toBe('all of two')
  expect(tabs().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0])
})
