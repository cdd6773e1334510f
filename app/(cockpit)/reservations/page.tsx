import type { Metadata } from 'next'
import { toReservationRow } from '@/components/reservations/reservation-row'
import { ReservationsPage } from '@/components/reservations/reservations-page'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { countFound } from '@/lib/server/discovery/discovery'
import { listReservations } from '@/lib/server/reservations/reservations'

export const metadata: Metadata = { title: 'Reservations' }

export default async function Page() {
  const actor = await pageActor('PAGE /reservations')
  const [reservations, elsewhere] = await Promise.all([
    listReservations(actor, {}),
    countFound(actor),
  ])
  return (
    <>
      <LiveRefresh kinds={['reservation', 'operation', 'grid']} />
      <ReservationsPage
        rows={reservations.map(toReservationRow)}
        elsewhere={elsewhere}
        canCreate={hasRole(actor.role, 'designer')}
      />
    </>
  )
}
