import type { ReactNode } from 'react'
import { Mark } from '@/components/shell/mark'

interface AuthFrameProps {
  title: string
  children: ReactNode
  /** one sentence, where the title does not say it all */
  intro?: ReactNode
}

/** The card in front of the cockpit: first start and sign-in. */
export function AuthFrame({ title, intro, children }: AuthFrameProps) {
  return (
    <main className="dotted relative grid min-h-dvh place-items-center overflow-hidden p-4">
      <Backdrop />
      <div className="relative w-full max-w-[416px] rounded-xl border bg-surface p-6 shadow-float sm:p-8">
        <p className="flex items-center gap-2 text-copy font-semibold">
          <Mark /> Cockpit
        </p>
        <h1 className="mt-6 text-page">{title}</h1>
        {intro && <p className="mt-1 text-copy text-fg-2">{intro}</p>}
        {children}
      </div>
    </main>
  )
}

const CARDS = [
  { x: 48, y: 142, kind: '' },
  { x: 560, y: 48, kind: '' },
  { x: 1136, y: 153, kind: 'staged' },
  { x: 48, y: 642, kind: 'hidden' },
  { x: 592, y: 742, kind: '' },
  { x: 1136, y: 622, kind: '' },
] as const

/** A network on the canvas, far away. */
function Backdrop() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 1440 900"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full [mask:radial-gradient(ellipse_44%_52%_at_50%_50%,transparent_55%,#000_100%)] text-line opacity-55 max-md:hidden"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <g strokeOpacity="0.6">
        <path d="M272 190C420 190 420 96 560 96M784 96c190 0 190 106 352 106M272 200c180 24 300 40 600 40s180-8 264-30" />
        <path d="M272 690c150 0 170 100 320 100M816 790c170 0 170-120 320-120M1248 249v373" />
        <path d="M160 238c0 140-6 260 0 404" className="text-staged" stroke="currentColor" />
      </g>
      {CARDS.map((card) => (
        <g key={`${card.x}-${card.y}`}>
          <rect
            x={card.x}
            y={card.y}
            width="224"
            height="96"
            rx="8"
            fill="var(--surface)"
            strokeOpacity="0.5"
            strokeDasharray={card.kind === 'hidden' ? '4 4' : undefined}
            stroke={card.kind === 'staged' ? 'var(--staged)' : 'currentColor'}
            strokeWidth="1"
          />
          <g fill="var(--bar)" stroke="none">
            <rect x={card.x + 16} y={card.y + 20} width="88" height="8" rx="2" />
            <rect x={card.x + 16} y={card.y + 44} width="136" height="6" rx="2" />
            <rect x={card.x + 16} y={card.y + 68} width="104" height="6" rx="2" />
          </g>
        </g>
      ))}
    </svg>
  )
}
