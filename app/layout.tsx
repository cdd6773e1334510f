import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ThemeProvider } from '@/components/shell/theme'
import { parseTheme, THEME_COOKIE } from '@/components/shell/theme-cookie'
import { NowProvider } from '@/components/ui/now'
import { Toaster } from '@/components/ui/toast'
import './globals.css'

const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist',
  weight: '100 900',
})
const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
})

export const metadata: Metadata = {
  title: { default: 'Cockpit', template: '%s · Cockpit' },
  description: 'Draw a private network on your compute grid, prove it, sign it, follow it.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#0d1013' },
    { media: '(prefers-color-scheme: light)', color: '#f9fafb' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  const className = [sans.variable, mono.variable, theme === 'system' ? '' : theme].join(' ').trim()
  return (
    <html lang="en" className={className} suppressHydrationWarning>
      <body>
        <NowProvider initial={requestInstant()}>
          <ThemeProvider initial={theme}>
            {children}
            <Toaster />
          </ThemeProvider>
        </NowProvider>
      </body>
    </html>
  )
}

/** One reading of the clock per request: the instant relative times start from. */
function requestInstant(): number {
  return Date.now()
}
