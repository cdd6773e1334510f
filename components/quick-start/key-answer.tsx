'use client'

import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { plural } from '@/components/ui/format'
import { Input, Textarea } from '@/components/ui/input'
import { StatusDot } from '@/components/ui/status-dot'
import type { FoundSshKeys } from '@/lib/schemas/files'
import { AnswerRow } from './answer-row'
import { sshKeysOf, type Answers } from './answers'

interface KeyAnswerProps {
  answers: Answers
  onChange: (change: Partial<Answers>) => void
  /** a sentence, once the person tried to go on */
  error: string | undefined
  canLook: boolean
}

interface Found {
  account: string
  /** null: still looking */
  count: number | null
  fingerprints: readonly string[]
  error: string | null
}

/** Who may log in. GitHub is asked when its button is pressed, never while somebody types. */
export function KeyAnswer({ answers, onChange, error, canLook }: KeyAnswerProps) {
  const { keySource, account, pasted } = answers
  const [found, setFound] = useState<Found | null>(null)
  const [key] = sshKeysOf({ ...answers, keySource: 'github' })
  const current = found && key && found.account === key ? found : null
  const look = async () => {
    if (!key) return
    const looking = { account: key, count: null, fingerprints: [], error: null }
    setFound(looking)
    setFound(await lookAt(key))
  }
  const isGithub = keySource === 'github'
  return (
    <AnswerRow
      number={1}
      name="keys"
      question="Who may log in"
      error={error ?? current?.error ?? undefined}
      help={
        isGithub
          ? current?.fingerprints.length
            ? current.fingerprints.join(' · ')
            : 'A GitHub account: its public keys are put on every machine.'
          : 'Public keys, one line each, as in ~/.ssh/id_ed25519.pub.'
      }
    >
      {(control) => (
        <div className="flex flex-wrap items-start gap-2">
          {isGithub ? (
            <div className="relative min-w-0 flex-1 max-md:basis-full">
              <span
                aria-hidden
                className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-fg-3"
              >
                github:
              </span>
              <Input
                {...control}
                autoComplete="off"
                autoCapitalize="off"
                placeholder="ada-v"
                value={account}
                className="pr-32 pl-[54px] pointer-coarse:pl-[66px]"
                onChange={(event) => onChange({ account: event.target.value })}
              />
              <FoundNote found={current} />
            </div>
          ) : (
            <Textarea
              {...control}
              mono
              placeholder="ssh-ed25519 AAAA… ada@home"
              value={pasted}
              className="min-w-0 flex-1 max-md:basis-full"
              onChange={(event) => onChange({ pasted: event.target.value })}
            />
          )}
          {isGithub && (
            <Button
              disabled={!key || !canLook}
              busy={current?.count === null && !current.error}
              onClick={() => void look()}
            >
              Look up keys
            </Button>
          )}
          <Button
            variant="ghost"
            onClick={() => onChange({ keySource: isGithub ? 'paste' : 'github' })}
          >
            {isGithub ? 'Paste a key' : 'Use GitHub'}
          </Button>
        </div>
      )}
    </AnswerRow>
  )
}

function FoundNote({ found }: { found: Found | null }) {
  return (
    <span role="status" className="absolute top-1/2 right-2 -translate-y-1/2 text-caption">
      {found?.count ? (
        <StatusDot tone="running" word={`${plural(found.count, 'key')} found`} />
      ) : null}
    </span>
  )
}

async function lookAt(key: string): Promise<Found> {
  const account = key.replace(/^github:/i, '')
  try {
    const { keys } = await api<FoundSshKeys>('POST', '/api/v1/ssh-keys/lookup', { account })
    const fingerprints = keys.map(({ fingerprint }) => fingerprint)
    return { account: key, count: keys.length, fingerprints, error: null }
  } catch (error) {
    return { account: key, count: 0, fingerprints: [], error: sentenceOf(error) }
  }
}
