import { useEffect, useRef } from 'react'
import { usePathname, useRouter } from 'next/navigation'
import type { DesignerActions } from './use-actions'

/** `?add=nodeId,nodeId`: puts nodes picked elsewhere into the network, once, then forgets the address. */
export function useAddFromAddress(nodeIds: readonly string[], actions: DesignerActions) {
  const router = useRouter()
  const pathname = usePathname()
  const done = useRef(false)
  useEffect(() => {
    if (done.current || nodeIds.length === 0) return
    done.current = true
    for (const nodeId of nodeIds) actions.addNode(nodeId)
    router.replace(pathname, { scroll: false })
  }, [nodeIds, actions, router, pathname])
}
