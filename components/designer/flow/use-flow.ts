import { useMemo } from 'react'
import type { Picture } from '../model/types'
import { useDesigner } from '../store/context'
import { toFlow, type Flow } from './to-flow'

/** What React Flow draws now. */
export function useFlow(picture: Picture): Flow {
  const positions = useDesigner((state) => state.positions)
  const selected = useDesigner((state) => state.selected)
  return useMemo(() => toFlow({ picture, positions, selected }), [picture, positions, selected])
}
