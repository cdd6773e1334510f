import { cache } from 'react'
import { pageActor } from '@/lib/server/access/page'
import { loadOverview } from '@/lib/server/overview/overview'

/** The overview, read once per request although the frame and the first page both show it. */
export const cockpitOverview = cache(async () => loadOverview(await pageActor('LAYOUT /(cockpit)')))
