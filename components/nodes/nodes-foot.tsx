import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { count } from '@/components/ui/format'
import { Kbd } from '@/components/ui/kbd'

interface NodesFootProps {
  found: number
  total: number
  /** what the address says, for the table to download */
  query: string
}

export function NodesFoot({ found, total, query }: NodesFootProps) {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t bg-bg px-4 text-caption text-fg-3">
      <p role="status">
        <b className="font-medium text-fg">{count(found)}</b> of {count(total)} nodes match
      </p>
      <a
        href={`/api/v1/nodes.csv${query && `?${query}`}`}
        download="nodes.csv"
        className="touch-target inline-flex items-center gap-1.5 rounded-sm hover:text-fg max-lg:ml-auto"
      >
        <Download aria-hidden className="size-3.5" /> Download CSV
      </a>
      <p className="ml-auto flex items-center gap-3 max-lg:hidden">
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> move
        </span>
        <span>
          <Kbd>X</Kbd> select
        </span>
        <span>
          <Kbd>↵</Kbd> open
        </span>
      </p>
    </footer>
  )
}

export function NoMatch({ words, onClear }: { words: string; onClear: () => void }) {
  return (
    <div className="grid min-h-0 flex-1 place-items-center p-6">
      <div className="flex flex-col items-center gap-3 text-center">
        <p className="text-copy text-fg-2">
          {words ? `No node matches “${words}” and the filters.` : 'No node matches the filters.'}
        </p>
        <Button onClick={onClear}>Clear search and filters</Button>
      </div>
    </div>
  )
}
