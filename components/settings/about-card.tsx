import type { ReactNode } from 'react'
import { Card, CardHeader } from '@/components/ui/card'

interface AboutCardProps {
  version: string
  license: string
  me: { name: string; email: string | null; role: string }
}

export function AboutCard({ version, license, me }: AboutCardProps) {
  return (
    <Card>
      <CardHeader title="About" />
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
        <Fact label="Version">Cockpit {version}</Fact>
        <Fact label="Licence">{license}</Fact>
        <Fact label="Signed in as">
          {me.name}
          {me.email && <span className="text-fg-3"> · {me.email}</span>}
        </Fact>
        <Fact label="Role">{me.role}</Fact>
      </dl>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
