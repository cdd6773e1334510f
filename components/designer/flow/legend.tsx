import { Panel } from '@xyflow/react'
import { useDesigner } from '../store/context'
import { MESH_LIMIT } from './to-flow'

const LINE = 'fill-none stroke-line'

/** What the lines mean, in words. */
export function Legend() {
  return (
    <Panel position="bottom-left" className="pointer-events-none max-lg:hidden">
      <ul className="flex gap-4 text-[11px] leading-4 text-fg-3 *:inline-flex *:items-center *:gap-1.5">
        <li>
          <Sample>
            <path d="M0 3h24" className={LINE} strokeWidth="1.5" />
          </Sample>
          tunnel
        </li>
        <li>
          <Sample>
            <path
              d="M1 3h22"
              className={LINE}
              strokeWidth="2"
              strokeDasharray="1 5"
              strokeLinecap="round"
            />
          </Sample>
          through a router
        </li>
        <li>
          <Sample>
            <path d="M0 3h24" className="fill-none stroke-staged" strokeWidth="1.5" />
          </Sample>
          staged
        </li>
        <li>
          <svg viewBox="0 0 8 8" aria-hidden className="size-2 fill-fg-3">
            <path d="M0 0.5 7 4 0 7.5Z" />
          </svg>
          can be dialled
        </li>
      </ul>
    </Panel>
  )
}

/** A large mesh is drawn card by card; without this an empty plane would look like a fault. */
export function MeshHint() {
  const isHidden = useDesigner(
    ({ selected, design }) => selected === null && design.resources.length > MESH_LIMIT,
  )
  if (!isHidden) return null
  return (
    <Panel
      position="bottom-center"
      className="pointer-events-none rounded-md border bg-surface px-2 py-1 text-caption text-fg-2"
    >
      Select a card to see its tunnels.
    </Panel>
  )
}

function Sample({ children }: { children: React.ReactNode }) {
  return (
    <svg viewBox="0 0 24 6" aria-hidden className="h-1.5 w-6">
      {children}
    </svg>
  )
}
