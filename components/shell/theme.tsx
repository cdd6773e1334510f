'use client'

import { createContext, use, useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { THEME_COOKIE, type Theme } from './theme-cookie'

interface ThemeValue {
  theme: Theme
  /** what is on the screen now; 'light' while the server renders for a person who follows the system */
  resolved: 'light' | 'dark'
  setTheme: (theme: Theme) => void
}

const ThemeContext = createContext<ThemeValue>({
  theme: 'system',
  resolved: 'light',
  setTheme: () => undefined,
})

const YEAR_S = 31_536_000
const QUERY = '(prefers-color-scheme: dark)'

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(QUERY)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

function applyTheme(theme: Theme): void {
  const classes = document.documentElement.classList
  classes.remove('light', 'dark')
  if (theme !== 'system') classes.add(theme)
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`
}

export function ThemeProvider({ initial, children }: { initial: Theme; children: ReactNode }) {
  const [theme, setState] = useState(initial)
  const systemDark = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  )
  const setTheme = useCallback((next: Theme) => {
    applyTheme(next)
    setState(next)
  }, [])
  const value = useMemo<ThemeValue>(
    () => ({
      theme,
      setTheme,
      resolved: theme === 'system' ? (systemDark ? 'dark' : 'light') : theme,
    }),
    [theme, setTheme, systemDark],
  )
  return <ThemeContext value={value}>{children}</ThemeContext>
}

export function useTheme(): ThemeValue {
  return use(ThemeContext)
}
