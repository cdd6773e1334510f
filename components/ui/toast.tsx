'use client'

import { Toaster as Sonner } from 'sonner'
import { useTheme } from '@/components/shell/theme'

export { toast } from 'sonner'

/** Short confirmations. Errors stay where they happened. */
export function Toaster() {
  const { resolved } = useTheme()
  return (
    <Sonner
      theme={resolved}
      position="bottom-right"
      toastOptions={{
        style: {
          background: 'var(--surface)',
          border: '1px solid var(--border)',
          color: 'var(--fg)',
          boxShadow: 'var(--shadow-float)',
          borderRadius: 8,
          fontSize: 13,
        },
      }}
    />
  )
}
