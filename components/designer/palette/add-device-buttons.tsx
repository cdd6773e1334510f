import { KeyRound, Laptop, Server } from 'lucide-react'
import { useDesigner } from '../store/context'

const KINDS = [
  { kind: 'laptop', word: 'Laptop', Icon: Laptop },
  { kind: 'server', word: 'Server', Icon: Server },
  { kind: 'own-key', word: 'Own key', Icon: KeyRound },
] as const
export type DeviceKind = (typeof KINDS)[number]['kind']

/** Laptops and servers outside the grid. Before there is a node there is nothing to dial. */
export function AddDeviceButtons({ onAdd }: { onAdd: (kind: DeviceKind) => void }) {
  const hasNodes = useDesigner((state) => state.design.resources.length > 0)
  return (
    <section aria-label="Devices" className="border-t p-3">
      <h2 className="pb-2 text-micro text-fg-3">Devices</h2>
      <div className="flex gap-2">
        {KINDS.map(({ kind, word, Icon }) => (
          <button
            key={kind}
            type="button"
            disabled={!hasNodes}
            aria-label={kind === 'own-key' ? 'Add device with its own key' : `Add ${kind}`}
            title={hasNodes ? undefined : 'Add a node first: a device dials one.'}
            onClick={() => onAdd(kind)}
            className="flex h-13 flex-1 flex-col items-center justify-center gap-1 rounded-md border text-[11px] leading-3.5 text-fg-2 transition-colors hover:bg-hover hover:text-fg disabled:opacity-50 disabled:hover:bg-transparent"
          >
            <Icon aria-hidden strokeWidth={1.5} className="size-4 text-fg-3" />
            {word}
          </button>
        ))}
      </div>
    </section>
  )
}
