'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { cx } from './cx'
import { IconButton } from './icon-button'

const TICK_MS = 1500

/** Copies, then answers with a tick for 1.5 s. */
export function useCopy(): { copied: boolean; failed: boolean; copy: (text: string) => void } {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (next: 'copied' | 'failed') => {
    setState(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setState('idle'), TICK_MS)
  }
  const copy = (text: string) => {
    // Without https or localhost the clipboard interface is missing.
    if (!navigator.clipboard) return show('failed')
    navigator.clipboard.writeText(text).then(
      () => show('copied'),
      () => show('failed'),
    )
  }
  return { copied: state === 'copied', failed: state === 'failed', copy }
}

interface CopyButtonProps {
  text: string
  /** what is copied, e.g. "node id" */
  what: string
  /** shows a word beside the icon */
  children?: string
  size?: 'xs' | 'sm'
  className?: string
}

export function CopyButton({ text, what, children, size = 'xs', className }: CopyButtonProps) {
  const { copied, failed, copy } = useCopy()
  const icon = copied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />
  const onClick = (event: { stopPropagation: () => void }) => {
    event.stopPropagation()
    copy(text)
  }
  return (
    <>
      {children ? (
        <Button
          variant="ghost"
          size="mini"
          onClick={onClick}
          className={className}
          aria-label={`Copy ${what}`}
        >
          {icon}
          {copied ? 'Copied' : children}
        </Button>
      ) : (
        <IconButton
          label={`Copy ${what}`}
          size={size}
          tooltip={false}
          onClick={onClick}
          className={cx(className)}
        >
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {copied
          ? `Copied ${what}.`
          : failed
            ? 'The browser refused to copy. Select the text instead.'
            : ''}
      </span>
    </>
  )
}
