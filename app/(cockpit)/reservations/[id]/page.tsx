import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DeleteReservation } from '@/components/reservations/delete-reservation'
import { ReservationDetail } from '@/components/reservations/reservation-detail'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { ReservationStatus } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { isDomainError } from '@/lib/errors/domain-error'
import { isLiveState } from '@/lib/protocol/states'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { getReservation } from '@/lib/server/reservations/reservations'

export const metadata: Metadata = { title: 'Reservation' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /reservations/[id]')
  const { reservation, raw, events } = await load(actor, (await params).id)
  const number = reservation.gridReservationId ?? 'Not sent yet'
  const canDelete =
    hasRole(actor.role, 'operator') &&
    isLiveState(reservation.state) &&
    reservation.state !== 'deleting'
  return (
    <PageBody>
      <Crumbs items={[{ label: 'Reservations', href: '/reservations' }, { label: number }]} />
      <LiveRefresh kinds={['reservation', 'operation']} />
      <PageHeader
        title={
          <span className={reservation.gridReservationId ? 'font-mono' : undefined}>{number}</span>
        }
        meta={
          <>
            <Tag>{reservation.type}</Tag>
            <ReservationStatus state={reservation.state} tint />
            <span className="min-w-0 truncate text-fg-2">
              <b className="font-medium text-fg">{reservation.workloadName}</b> on{' '}
              {reservation.nodeLabel}
            </span>
          </>
        }
        actions={
          canDelete && (
            <DeleteReservation
              id={reservation.id}
              name={reservation.workloadName}
              type={reservation.type}
              nodeLabel={reservation.nodeLabel}
            />
          )
        }
      />
      <ReservationDetail reservation={reservation} raw={raw} events={events} />
    </PageBody>
  )
}

async function load(actor: Actor, id: string) {
  try {
    return await getReservation(actor, id)
  } catch (error) {
    if (isDomainError(error, 'NOT_FOUND')) notFound()
    throw error
  }
}
