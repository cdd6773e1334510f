'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { useMounted } from '@/components/ui/now'
import { Tabs } from '@/components/ui/tabs'
import { quickStartCommands, type QuickCommands } from '@/lib/kubernetes/quick-start/commands'
import { parseUserDuration } from '@/lib/protocol/duration'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import { placeOf, sshKeysOf, type Answers } from './answers'

interface CommandTabsProps {
  answers: Answers
  plan: QuickStartPlanView | null
}

const HERE = 'http://127.0.0.1:3000'

/** The same from a terminal, a script or by hand. */
export function CommandTabs({ answers, plan }: CommandTabsProps) {
  const origin = useMounted() ? window.location.origin : HERE
  const { command, curl, tfuser } = commandsOf(answers, plan, origin)
  return (
    <Tabs
      label="The same elsewhere"
      items={[
        { value: 'command', label: 'Command', content: <Code text={command} what="command" /> },
        {
          value: 'curl',
          label: 'API call',
          content: (
            <Code
              text={curl}
              what="API call"
              note="COCKPIT_TOKEN is a token of yours; it is not written here."
            />
          ),
        },
        {
          value: 'tfuser',
          label: 'tfuser',
          content: tfuser ? (
            <Code
              text={tfuser}
              what="tfuser commands"
              note="As the original guide does it. CLUSTER_SECRET is any secret of yours; tfuser plans its own peers. Wait for each provision before the next."
            />
          ) : (
            <p className="p-4 text-fg-2">
              The commands stand here once the answers can be planned.
            </p>
          ),
        },
      ]}
    />
  )
}

function Code({ text, what, note }: { text: string; what: string; note?: string }) {
  return (
    <div className="relative">
      <pre
        tabIndex={0}
        aria-label={what}
        className="mono max-h-72 overflow-auto py-3 pr-10 pl-4 whitespace-pre text-fg-2"
      >
        {text}
      </pre>
      <CopyButton text={text} what={what} size="sm" className="absolute top-2 right-2" />
      {note && <p className="border-t px-4 py-2 text-caption text-fg-3">{note}</p>}
    </div>
  )
}

function commandsOf(
  answers: Answers,
  plan: QuickStartPlanView | null,
  origin: string,
): QuickCommands {
  const { range, nodes, size, nodeIds } = answers
  const duration = answers.duration.trim()
  return quickStartCommands(
    {
      sshKeys: sshKeysOf(answers),
      range: plan?.range ?? range.trim(),
      duration,
      nodes,
      size,
      ...(nodeIds ? { nodeIds } : {}),
      ...placeOf(answers),
    },
    origin,
    isDuration(duration) ? plan : null,
  )
}

function isDuration(text: string): boolean {
  try {
    return parseUserDuration(text) > 0n
  } catch {
    return false
  }
}
