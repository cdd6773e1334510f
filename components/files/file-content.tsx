'use client'

import { Download, Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api, apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ErrorPanel } from '@/components/ui/error-panel'
import type { MaskedFile } from '@/lib/schemas/files'
import { makeQr, type Qr } from './qr'
import { QrPanel } from './qr-panel'

interface FileContentProps {
  /** what people call it: wg.conf of laptop */
  title: string
  fileName: string
  /** address of the file with its secrets */
  url: string
  /** address of the file with dots for its secrets; null: nothing but `placeholder` is known */
  maskedUrl: string | null
  placeholder: string
  /** whether it may be revealed and downloaded */
  canRead: boolean
  /** whose QR code may be shown; null: a QR code would be of no use */
  qrOf: string | null
}

/** A file with secrets: dots until somebody asks, and dropped again when hidden. */
export function FileContent(props: FileContentProps) {
  const { title, fileName, url, maskedUrl, placeholder, canRead, qrOf } = props
  const masked = useMasked(maskedUrl)
  const [shown, setShown] = useState<{ text: string; qr: Qr | null } | null>(null)
  const [busy, setBusy] = useState<'reveal' | 'download' | null>(null)
  const [error, setError] = useState<string | null>(null)

  const load = async (why: 'reveal' | 'download') => {
    setBusy(why)
    setError(null)
    try {
      const file = await apiFile('GET', url)
      if (why === 'download') saveFile(file.blob, file.fileName ?? fileName)
      else await reveal(await file.blob.text())
    } catch (cause) {
      setError(sentenceOf(cause))
    } finally {
      setBusy(null)
    }
  }
  const reveal = async (text: string) =>
    setShown({ text, qr: qrOf === null ? null : await makeQr(text) })

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-4 max-sm:flex-col">
        <div className="w-full min-w-0 flex-1 overflow-hidden rounded-lg border bg-bg">
          <div className="flex h-9 items-center gap-1 border-b pr-1 pl-3 pointer-coarse:h-11">
            <span className="mono min-w-0 flex-1 truncate text-fg-2">{fileName}</span>
            {canRead && (
              <Actions
                title={title}
                shown={shown?.text ?? null}
                busy={busy}
                onHide={() => setShown(null)}
                onLoad={(why) => void load(why)}
              />
            )}
          </div>
          <pre
            tabIndex={0}
            aria-label={shown ? title : `${title}, hidden`}
            className={
              shown
                ? 'mono max-h-96 overflow-auto px-3 py-2 whitespace-pre'
                : 'mono max-h-96 overflow-auto px-3 py-2 whitespace-pre text-fg-3'
            }
          >
            {(shown?.text ?? masked.text ?? placeholder).trim()}
          </pre>
        </div>
        {canRead && qrOf !== null && (
          <QrPanel
            qr={shown?.qr ?? null}
            deviceName={qrOf}
            isBusy={busy === 'reveal'}
            onReveal={() => void load('reveal')}
          />
        )}
      </div>
      {(error ?? masked.error) && (
        <ErrorPanel title="The file could not be read" notDone="Nothing was shown.">
          {error ?? masked.error}
        </ErrorPanel>
      )}
    </div>
  )
}

/** The file with dots, loaded when there is an address for it. */
function useMasked(url: string | null): { text: string | null; error: string | null } {
  const [masked, setMasked] = useState<{ text: string | null; error: string | null }>({
    text: null,
    error: null,
  })
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    const { signal } = controller
    api<MaskedFile>('GET', url, undefined, { signal }).then(
      ({ text }) => setMasked({ text, error: null }),
      (cause: unknown) => {
        if (!signal.aborted) setMasked({ text: null, error: sentenceOf(cause) })
      },
    )
    return () => controller.abort()
  }, [url])
  return masked
}

interface ActionsProps {
  title: string
  shown: string | null
  busy: 'reveal' | 'download' | null
  onHide: () => void
  onLoad: (why: 'reveal' | 'download') => void
}

function Actions({ title, shown, busy, onHide, onLoad }: ActionsProps) {
  return (
    <>
      {shown === null ? (
        <Button
          size="mini"
          variant="ghost"
          busy={busy === 'reveal'}
          onClick={() => onLoad('reveal')}
        >
          <Eye aria-hidden />
          Reveal
        </Button>
      ) : (
        <>
          <CopyButton text={shown} what={title}>
            Copy
          </CopyButton>
          <Button size="mini" variant="ghost" onClick={onHide}>
            <EyeOff aria-hidden />
            Hide
          </Button>
        </>
      )}
      <Button
        size="mini"
        variant="ghost"
        busy={busy === 'download'}
        aria-label={`Download ${title}`}
        onClick={() => onLoad('download')}
      >
        <Download aria-hidden />
        Download
      </Button>
    </>
  )
}
