'use client'

import { Eye } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { Qr } from './qr'

interface QrPanelProps {
  qr: Qr | null
  deviceName: string
  isBusy: boolean
  onReveal: () => void
}

/** The QR code holds the private key: until revealed there is none, only something that looks like one. */
export function QrPanel({ qr, deviceName, isBusy, onReveal }: QrPanelProps) {
  if (qr) {
    return (
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={`QR code of the wg.conf of ${deviceName}`}
        shapeRendering="crispEdges"
        className="size-60 shrink-0 rounded-md border bg-white"
      >
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
    )
  }
  return (
    <div className="relative grid size-34 shrink-0 place-items-center overflow-hidden rounded-md border bg-bg">
      <svg
        viewBox="0 0 17 17"
        aria-hidden
        className="absolute inset-3 fill-fg opacity-40 blur-[5px]"
      >
        <path d={DECOY} />
      </svg>
      <Button
        size="mini"
        busy={isBusy}
        onClick={onReveal}
        aria-label={`Reveal QR code of ${deviceName}`}
        className="relative"
      >
        <Eye aria-hidden />
        QR code
      </Button>
    </div>
  )
}

/** A pattern without content. */
const DECOY = Array.from({ length: 17 * 17 }, (_, index) => index)
  .filter((index) => (index * 7 + (index % 17) * 5 + Math.floor(index / 17) * 3) % 5 < 2)
  .map((index) => `M${index % 17} ${Math.floor(index / 17)}h1v1h-1z`)
  .join('')
