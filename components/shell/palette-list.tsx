'use client'

import { Command } from 'cmdk'
import {
  Boxes,
  Fingerprint,
  LogOut,
  Moon,
  Plus,
  ScrollText,
  Server,
  Sun,
  Waypoints,
  Zap,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { sentenceOf } from '@/components/ui/api'
import { shortKey } from '@/components/ui/format'
import { toast } from '@/components/ui/toast'
import { NAV_ITEMS } from './nav-items'
import { INPUT, PLACEHOLDER } from './palette-input'
import { usePaletteNodes } from './palette-nodes'
import type { ShellData } from './shell-data'
import { signOut } from './sign-out'
import { useTheme } from './theme'

interface PaletteListProps {
  data: ShellData
  query: string
  onQuery: (query: string) => void
  onDone: () => void
}

/** Pages, networks, nodes and actions by name. Loaded when it is first needed. */
export function PaletteList({ data, query, onQuery, onDone }: PaletteListProps) {
  const router = useRouter()
  const { resolved, setTheme } = useTheme()
  const nodes = usePaletteNodes(query)
  const canOperate = data.me.role === 'operator' || data.me.role === 'owner'
  const go = (href: string) => {
    onDone()
    router.push(href)
  }
  return (
    <Command label="Search or jump to" loop>
      <Command.Input
        value={query}
        autoFocus
        onValueChange={onQuery}
        placeholder={PLACEHOLDER}
        className={INPUT}
      />
      <Command.List className="max-h-[min(420px,56vh)] overflow-y-auto p-1 outline-none">
        <Command.Empty className="px-3 py-6 text-fg-3">Nothing is called that.</Command.Empty>
        <Group heading="Pages">
          {NAV_ITEMS.map((item) => (
            <Item key={item.href} value={`page ${item.label}`} onSelect={() => go(item.href)}>
              <item.icon aria-hidden /> {item.label}
            </Item>
          ))}
        </Group>
        {data.networks.length > 0 && (
          <Group heading="Networks">
            {data.networks.map((network) => (
              <Item
                key={network.id}
                value={`network ${network.name} ${network.id}`}
                onSelect={() => go(`/networks/${network.id}`)}
              >
                <Waypoints aria-hidden /> {network.name}
                <span className="mono ml-auto text-fg-3">{network.range}</span>
              </Item>
            ))}
          </Group>
        )}
        {nodes.length > 0 && (
          <Group heading="Nodes">
            {nodes.map((node) => (
              <Item
                key={node.nodeId}
                value={`node ${node.city} ${node.farmName} ${node.nodeId}`}
                onSelect={() => go(`/nodes?node=${encodeURIComponent(node.nodeId)}`)}
              >
                <Server aria-hidden /> {node.city || shortKey(node.nodeId)}
                <span className="text-fg-3">{node.farmName}</span>
                <span className="mono ml-auto text-fg-3">{shortKey(node.nodeId)}</span>
              </Item>
            ))}
          </Group>
        )}
        <Group heading="Actions">
          {data.me.role !== 'viewer' && (
            <>
              <Item value="new network create" onSelect={() => go('/networks?new=1')}>
                <Plus aria-hidden /> New network
              </Item>
              <Item value="new cluster create k3s kubernetes" onSelect={() => go('/clusters/new')}>
                <Boxes aria-hidden /> New cluster
              </Item>
            </>
          )}
          <Item value="quick start cluster five answers" onSelect={() => go('/quick-start')}>
            <Zap aria-hidden /> Quick start: a cluster from five answers
          </Item>
          {canOperate && (
            <>
              <Item value="new identity create import" onSelect={() => go('/identities?new=1')}>
                <Fingerprint aria-hidden /> Create or import identity
              </Item>
              <Item value="who did what audit" onSelect={() => go('/audit')}>
                <ScrollText aria-hidden /> Who did what
              </Item>
            </>
          )}
          <Item
            value="theme dark light"
            onSelect={() => {
              setTheme(resolved === 'dark' ? 'light' : 'dark')
              onDone()
            }}
          >
            {resolved === 'dark' ? <Sun aria-hidden /> : <Moon aria-hidden />}
            Use {resolved === 'dark' ? 'light' : 'dark'} theme
          </Item>
          <Item
            value="sign out log out"
            onSelect={() =>
              void signOut().catch((error: unknown) => toast.error(sentenceOf(error)))
            }
          >
            <LogOut aria-hidden /> Sign out
          </Item>
        </Group>
      </Command.List>
    </Command>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-micro [&_[cmdk-group-heading]]:text-fg-3"
    >
      {children}
    </Command.Group>
  )
}

function Item({
  value,
  onSelect,
  children,
}: {
  value: string
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2 rounded-md px-3 data-[selected=true]:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-fg-3"
    >
      {children}
    </Command.Item>
  )
}
