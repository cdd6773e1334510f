import { useMemo } from 'react'
import type { Picture } from '../model/types'
import type { Overlay } from '../study/model/overlay'
import { useDesigner } from '../store/context'
import { toFlow, type Flow } from './to-flow'

/** What React Flow draws now. */
export function useFlow(picture: Picture, overlay: Overlay): Flow {
  const positions = useDesigner((state) => state.positions)
  const selected = useDesigner((state) => state.selected)
  return useMemo(
    () => toFlow({ picture, positions, selected, overlay }),
    [picture, positions, selected, overlay],
  )
}
