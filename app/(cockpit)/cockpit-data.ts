import { cache } from 'react'
import { pageActor } from '@/lib/server/access/page'
import { listGrids } from '@/lib/server/grids/grids'
import { listNetworks } from '@/lib/server/networks/networks'

/** Read once per request although the frame and a page may both show them. */
export const cockpitGrids = cache(async () => listGrids())
export const cockpitNetworks = cache(async () => listNetworks(await pageActor('LAYOUT /(cockpit)')))
