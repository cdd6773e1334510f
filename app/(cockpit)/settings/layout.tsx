import type { ReactNode } from 'react'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { PageBody, PageHeader } from '@/components/ui/page-header'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody narrow>
      <PageHeader title="Settings" />
      <SettingsTabs />
      {children}
    </PageBody>
  )
}
