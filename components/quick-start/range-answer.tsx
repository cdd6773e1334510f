'use client'

import { RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Input } from '@/components/ui/input'
import { AnswerRow, type AnswerProps } from './answer-row'

interface RangeAnswerProps extends AnswerProps {
  /** a loud sentence about a public range */
  warning: string | null
  networks: number
  /** a free range to use instead */
  suggestion: string | null
}

export function RangeAnswer(props: RangeAnswerProps) {
  const { answers, onChange, error, warning, networks, suggestion } = props
  return (
    <AnswerRow
      number={2}
      name="range"
      question="Address range"
      error={error}
      help={
        warning
          ? null
          : `Private${networks > 0 ? `, and free of your ${plural(networks, 'network')}` : ''}. 10.40 is short for 10.40.0.0/16.`
      }
      action={
        error &&
        suggestion && (
          <Button size="mini" onClick={() => onChange({ range: suggestion })}>
            Use {suggestion}
          </Button>
        )
      }
    >
      {(control) => (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <Input
              {...control}
              mono
              autoComplete="off"
              value={answers.range}
              className="md:max-w-[184px]"
              onChange={(event) => onChange({ range: event.target.value })}
            />
            <Button
              variant="ghost"
              disabled={!suggestion}
              onClick={() => suggestion && onChange({ range: suggestion })}
            >
              <RefreshCw aria-hidden />
              Pick another
            </Button>
          </div>
          {warning && !error && (
            <p role="status" className="flex gap-2 rounded-md bg-warn/10 px-3 py-2 text-caption">
              <Glyph tone="warning" className="mt-[3px]" />
              <span>{warning}</span>
            </p>
          )}
        </>
      )}
    </AnswerRow>
  )
}
