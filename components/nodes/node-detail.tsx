'use client'

import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { gib, short, span } from '@/components/ui/format'
import { Meter } from '@/components/ui/meter'
import { Section } from '@/components/ui/section'
import { RelativeTime } from '@/components/ui/time'
import type { NodeView } from '@/lib/schemas/views'

/** What the explorer says of one node, and how it did while we watched. */
export function NodeFacts({ node, children }: { node: NodeView; children?: ReactNode }) {
  return (
    <div className="divide-y">
      <Section title="Node id">
        <p className="mono flex items-center gap-1 text-[11px] tracking-[-0.035em] break-all">
          {node.nodeId}
          <CopyButton text={node.nodeId} what="node id" />
        </p>
      </Section>
      <Section title="Capacity">
        <div className="flex flex-col gap-3">
          <CapacityLine label="vCPU" node={node} unit="cru" format={short} />
          <CapacityLine label="Memory" node={node} unit="mru" format={gib} />
          <CapacityLine label="SSD" node={node} unit="sru" format={gib} />
          <CapacityLine label="HDD" node={node} unit="hru" format={gib} />
        </div>
      </Section>
      <Section title="Public endpoints">
        {node.endpoints.map((endpoint) => (
          <p key={endpoint} className="flex items-center gap-2 py-0.5">
            <span className="w-12 text-fg-3">{endpoint.includes(':') ? 'IPv6' : 'IPv4'}</span>
            <span className="mono min-w-0 break-all">{endpoint}</span>
            <CopyButton text={endpoint} what={`endpoint ${endpoint}`} />
          </p>
        ))}
        <p className="mt-1 text-caption text-fg-3">{ENDPOINT_SENTENCE[node.endpointClass]}</p>
      </Section>
      {children}
      <Section title="System">
        <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          <Fact label="Engine">{ENGINE_WORD[node.engine ?? 'unknown']}</Fact>
          <Fact label="Version">{node.osVersion || 'not given'}</Fact>
          <Fact label="Up for">{node.uptime > 0 ? span(node.uptime * 1000) : 'not given'}</Fact>
          <Fact label="Reported">
            <RelativeTime at={node.reportedAt} />
          </Fact>
          <Fact label="Ports in use">
            {node.takenPorts.length === 0 ? (
              'none'
            ) : (
              <span className="mono">{node.takenPorts.join(', ')}</span>
            )}
          </Fact>
          <Fact label="Place">
            {[node.city, node.country, node.continent].filter(Boolean).join(', ') || 'not given'}
          </Fact>
        </dl>
      </Section>
    </div>
  )
}

const ENGINE_WORD = {
  simulated: 'simulated: checks and answers, builds nothing',
  linux: 'linux',
  unknown: 'the explorer does not say',
} as const

const ENDPOINT_SENTENCE = {
  dual: 'Can be an access point and a router for both families.',
  ipv4: 'Can be an access point and a router over IPv4.',
  ipv6: 'Can be an access point and a router over IPv6.',
  hidden: 'Nobody can dial it: it reaches others through a router and cannot be an access point.',
} as const satisfies Record<NodeView['endpointClass'], string>

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

interface CapacityLineProps {
  label: string
  node: NodeView
  unit: 'cru' | 'mru' | 'sru' | 'hru'
  format: (value: number) => string
}

function CapacityLine({ label, node, unit, format }: CapacityLineProps) {
  const total = node.total[unit]
  if (total === 0) {
    return (
      <p className="flex justify-between">
        {label} <span className="text-fg-3">none</span>
      </p>
    )
  }
  return (
    <div>
      <p className="mb-1.5 flex justify-between">
        {label}
        <span className="text-fg-3 tabular-nums">
          <b className="font-medium text-fg">{format(node.free[unit])}</b> of {format(total)} free
        </span>
      </p>
      <Meter value={node.used[unit]} max={total} label={`${label} used`} />
    </div>
  )
}
