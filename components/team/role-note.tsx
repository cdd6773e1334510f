import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Note } from '@/components/ui/banner'

/** What somebody may not do here and who may: said instead of buttons that refuse. */
export function RoleNote({ children }: { children: ReactNode }) {
  return (
    <Note icon={<Lock aria-hidden />} className="text-body">
      {children}
    </Note>
  )
}
