'use client'

import { useState } from 'react'
import { CopyField } from '@/components/ui/copy-field'
import { Segmented } from '@/components/ui/segmented'
import { connectSteps, type Platform } from './connect-commands'

const PLATFORMS = [
  { value: 'linux', label: 'Linux' },
  { value: 'macos', label: 'macOS' },
  { value: 'windows', label: 'Windows' },
  { value: 'phone', label: 'Phone' },
] as const

interface ConnectPanelProps {
  deviceName: string
  fileName: string
  pingAddress: string | null
}

/** What to do with the file on each system, command by command. */
export function ConnectPanel({ deviceName, fileName, pingAddress }: ConnectPanelProps) {
  const [platform, setPlatform] = useState<Platform>('linux')
  const { steps } = connectSteps(platform, { fileName, pingAddress })
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h3 className="text-caption font-medium text-fg-2">Connect from</h3>
        <Segmented
          label={`Connect ${deviceName} from`}
          size="sm"
          value={platform}
          options={PLATFORMS}
          onValueChange={setPlatform}
        />
      </div>
      <ol className="flex flex-col gap-2">
        {steps.map((step, index) => (
          <li key={index}>
            {'text' in step ? (
              <p className="text-fg-2">{step.text}</p>
            ) : (
              <CopyField text={step.command} what="command" prompt={platform !== 'windows'} />
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
