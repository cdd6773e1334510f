import { TabLinks } from '@/components/ui/tabs'
import {
  GROUP_LABEL,
  GROUPS,
  writeReservationFilter,
  type Group,
  type ReservationFilter,
} from './reservation-row'

interface ReservationTabsProps {
  /** the group shown, or reservations made elsewhere */
  active: Group | 'elsewhere'
  filter?: ReservationFilter
  counts?: Readonly<Record<Group, number>>
  /** how many were found and not adopted yet */
  elsewhere: number
}

const NO_FILTER: ReservationFilter = { group: 'live', networkId: '', nodeId: '', type: '' }

/** Groups of our own list, and behind them what was made elsewhere. */
export function ReservationTabs({
  active,
  filter = NO_FILTER,
  counts,
  elsewhere,
}: ReservationTabsProps) {
  return (
    <TabLinks
      label="Groups of reservations"
      className="max-w-full self-end max-md:pt-2"
      items={[
        ...GROUPS.map((group) => ({
          href: writeReservationFilter({ ...filter, group }),
          label: GROUP_LABEL[group],
          ...(counts ? { count: counts[group] } : {}),
          active: active === group,
        })),
        {
          href: '/discovery',
          label: 'Made elsewhere',
          ...(elsewhere > 0 ? { count: elsewhere } : {}),
          active: active === 'elsewhere',
        },
      ]}
    />
  )
}
