'use client'

import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Glyph } from './glyph'
import { IconButton } from './icon-button'
import { currentToasts, dismissToast, noToasts, subscribeToasts, type Toast } from './toast-store'

export { toast } from './toast-store'

/** Where the notes appear; read aloud politely. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, noToasts)
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-[min(360px,calc(100vw-32px))] flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const { action } = toast
  return (
    <div className="pointer-events-auto flex animate-slide-up items-start gap-2 rounded-lg border bg-surface py-2 pr-2 pl-3 shadow-float">
      {toast.tone !== 'plain' && (
        <Glyph tone={toast.tone === 'error' ? 'failed' : 'running'} className="mt-[7px]" />
      )}
      <p className="min-w-0 flex-1 py-0.5 break-words">{toast.text}</p>
      {action && (
        <button
          type="button"
          className="touch-target h-6 rounded-sm px-1.5 font-medium text-accent hover:underline"
          onClick={() => {
            action.onClick()
            dismissToast(toast.id)
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton label="Dismiss" size="xs" tooltip={false} onClick={() => dismissToast(toast.id)}>
        <X />
      </IconButton>
    </div>
  )
}
