export interface ToastAction {
  label: string
  onClick: () => void
}

export interface Toast {
  id: number
  tone: 'plain' | 'success' | 'error'
  text: string
  action?: ToastAction
}

interface ToastOptions {
  action?: ToastAction
}

const SHOWN_MS = 5000
const SHOWN_MS_WITH_ACTION = 8000
const MOST = 3

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  listeners.forEach((listener) => listener())
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

function show(tone: Toast['tone'], text: string, { action }: ToastOptions = {}): void {
  const id = ++lastId
  set([...toasts, { id, tone, text, action }].slice(-MOST))
  setTimeout(() => dismissToast(id), action ? SHOWN_MS_WITH_ACTION : SHOWN_MS)
}

/** A short note in the corner. Errors that belong to a form stay in the form instead. */
export const toast = Object.assign(
  (text: string, options?: ToastOptions) => show('plain', text, options),
  {
    success: (text: string, options?: ToastOptions) => show('success', text, options),
    error: (text: string, options?: ToastOptions) => show('error', text, options),
  },
)

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentToasts(): readonly Toast[] {
  return toasts
}

const NONE: readonly Toast[] = []
/** On the server nobody has a toast: the list is the browser's. */
export function noToasts(): readonly Toast[] {
  return NONE
}
