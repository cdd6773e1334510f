import { cx } from '@/components/ui/cx'
import type { MachineView } from '@/lib/schemas/clusters'

type Stage = MachineView['stages'][number]

export const STAGE_NAME = {
  reserved: 'Reserved',
  network: 'Network',
  vm: 'VM',
} as const satisfies Record<Stage['stage'], string>

const BAR: Record<Stage['state'], string> = {
  done: 'bg-ok',
  now: 'bg-[linear-gradient(90deg,var(--info)_55%,var(--bar)_55%)] motion-safe:animate-breathe',
  failed: 'bg-err',
  todo: 'bg-bar',
  // Dotted: nothing stands there.
  simulated: 'bg-[repeating-linear-gradient(90deg,var(--fg-3)_0_4px,transparent_4px_8px)]',
}
const WORD: Record<Stage['state'], string> = {
  done: 'done',
  now: 'under way',
  failed: 'failed',
  todo: 'not yet',
  simulated: 'simulated, nothing boots',
}

/** One bar a stage; the header above names them. */
export function StageBars({ stages }: { stages: MachineView['stages'] }) {
  return (
    <ol className="flex gap-1">
      {stages.map(({ stage, state }) => (
        <li
          key={stage}
          data-stage={state}
          className={cx('h-1 w-16 rounded-full max-md:flex-1', BAR[state])}
        >
          <span className="sr-only">
            {STAGE_NAME[stage]}: {WORD[state]}
          </span>
        </li>
      ))}
    </ol>
  )
}
