import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Note } from '@/components/ui/banner'

/** What somebody may not do here and who may: said instead of buttons that refuse. */
export function RoleNote({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Note icon={<Lock aria-hidden />} className={cx('text-body', className)}>
      {children}
    </Note>
  )
}
