import { Route } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useDesigner } from '../store/context'

/** Opens the trace with this object as where the packet starts. */
export function TraceFrom({ id }: { id: string }) {
  const trace = useDesigner((state) => state.trace)
  return (
    <Button size="sm" className="ml-auto" onClick={() => trace(id, null)}>
      <Route aria-hidden />
      Trace from here
    </Button>
  )
}
