import { Check } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import { SCREEN_TITLE, SCREENS, type Screen } from './wizard-state'

interface ScreenListProps {
  screen: Screen
  onScreen: (screen: Screen) => void
}

/** Where in the wizard we are; screens already answered can be opened again. */
export function ScreenList({ screen, onScreen }: ScreenListProps) {
  const at = SCREENS.indexOf(screen)
  return (
    <ol aria-label="Screens" className="mb-6 flex gap-2 border-b pb-3">
      {SCREENS.map((one, index) => {
        const isPast = index < at
        const isNow = index === at
        const words = (
          <>
            <span
              aria-hidden
              className={cx(
                'grid size-5 shrink-0 place-items-center rounded-full text-micro tabular-nums',
                isNow ? 'bg-fg text-bg' : 'bg-hover text-fg-2',
              )}
            >
              {isPast ? <Check className="size-3 text-ok" strokeWidth={3} /> : index + 1}
            </span>
            <span className={cx('truncate max-md:sr-only', isNow && 'max-md:not-sr-only')}>
              {SCREEN_TITLE[one]}
            </span>
          </>
        )
        const look = 'flex min-h-8 min-w-0 items-center gap-2 text-caption'
        return (
          <li key={one} aria-current={isNow ? 'step' : undefined} className="min-w-0">
            {isPast ? (
              <button
                type="button"
                onClick={() => onScreen(one)}
                className={cx(look, 'touch-target rounded-sm pr-1 text-fg-2 hover:text-fg')}
              >
                {words}
              </button>
            ) : (
              <span className={cx(look, 'pr-1', isNow ? 'font-medium text-fg' : 'text-fg-3')}>
                {words}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
