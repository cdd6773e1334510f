'use client'

import { Download, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { makeQr, type Qr } from './qr'
import { QrPanel } from './qr-panel'

interface WgFileProps {
  /** networkId~deviceId */
  id: string
  deviceName: string
  fileName: string
  hasOwnKey: boolean
}

const MASKED = `[Interface]
PrivateKey = ••••••••••••••••••••••••••••••••••••••••••••
Address = •••••••••••••

[Peer]
PublicKey = ••••••••••••••••••••••••••••••••••••••••••••
AllowedIPs = ••••••••••••••••••••••
PersistentKeepalive = ••
Endpoint = ••••••••••••••••••`

/** wg.conf of one device. It holds a private key, so it is fetched only when somebody asks and dropped when hidden. */
export function WgFile({ id, deviceName, fileName, hasOwnKey }: WgFileProps) {
  const [shown, setShown] = useState<{ text: string; qr: Qr } | null>(null)
  const [busy, setBusy] = useState<'reveal' | 'download' | null>(null)
  const [error, setError] = useState<string | null>(null)

  const load = async (why: 'reveal' | 'download') => {
    setBusy(why)
    setError(null)
    try {
      const file = await apiFile('GET', `/api/v1/devices/${encodeURIComponent(id)}/wg.conf`)
      if (why === 'download') saveFile(file.blob, file.fileName ?? fileName)
      else await reveal(await file.blob.text())
    } catch (cause) {
      setError(sentenceOf(cause))
    } finally {
      setBusy(null)
    }
  }
  const reveal = async (text: string) => setShown({ text, qr: await makeQr(text) })

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-4 max-sm:flex-col">
        <div className="w-full min-w-0 flex-1 overflow-hidden rounded-lg border bg-bg">
          <div className="flex h-9 items-center gap-1 border-b pr-1 pl-3">
            <span className="mono min-w-0 flex-1 truncate text-fg-2">{fileName}</span>
            {shown ? (
              <>
                <CopyButton text={shown.text} what="wg.conf">
                  Copy
                </CopyButton>
                <Button size="mini" variant="ghost" onClick={() => setShown(null)}>
                  <EyeOff aria-hidden />
                  Hide
                </Button>
              </>
            ) : (
              <Button
                size="mini"
                variant="ghost"
                busy={busy === 'reveal'}
                onClick={() => void load('reveal')}
              >
                <Eye aria-hidden />
                Reveal
              </Button>
            )}
            <Button
              size="mini"
              variant="ghost"
              busy={busy === 'download'}
              aria-label={`Download wg.conf of ${deviceName}`}
              onClick={() => void load('download')}
            >
              <Download aria-hidden />
              Download
            </Button>
          </div>
          <pre
            tabIndex={0}
            aria-label={shown ? `wg.conf of ${deviceName}` : `wg.conf of ${deviceName}, hidden`}
            className={
              shown
                ? 'mono overflow-x-auto px-3 py-2 whitespace-pre'
                : 'mono overflow-hidden px-3 py-2 whitespace-pre text-fg-3'
            }
          >
            {shown ? shown.text.trim() : MASKED}
          </pre>
        </div>
        {!hasOwnKey && (
          <QrPanel
            qr={shown?.qr ?? null}
            deviceName={deviceName}
            isBusy={busy === 'reveal'}
            onReveal={() => void load('reveal')}
          />
        )}
      </div>
      {error && (
        <ErrorPanel title="The file could not be read" notDone="Nothing was shown.">
          {error}
        </ErrorPanel>
      )}
    </div>
  )
}
