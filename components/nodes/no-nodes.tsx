import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { GridView } from '@/lib/schemas/views'

/** Nothing to browse: no grid, a silent one, or one without nodes. */
export function NoNodes({ grids }: { grids: readonly GridView[] }) {
  const down = grids.find((grid) => grid.state === 'down')
  const settings = (
    <Button asChild variant="primary">
      <Link href="/settings">{grids.length === 0 ? 'Add a grid' : 'Look at the grids'}</Link>
    </Button>
  )
  return (
    <>
      <h1 className="sr-only">Nodes</h1>
      {down ? (
        <EmptyState title={`${down.name} has not answered yet`} actions={settings}>
          {down.error ?? 'Its explorer does not answer.'} Nodes show here as soon as it does.
        </EmptyState>
      ) : (
        <EmptyState title="No nodes yet" actions={settings}>
          Nodes show here within seconds of registering with an explorer this cockpit knows.
        </EmptyState>
      )}
    </>
  )
}
