import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Meter } from '@/components/ui/meter'
import { RelativeTime } from '@/components/ui/time'
import type { GridScanView } from '@/lib/schemas/discovery'
import { scanShare, scanWords } from './found-look'

interface ScanRowsProps {
  scans: readonly GridScanView[]
  canScan: boolean
  onCancel: (gridId: string) => void
}

/** How each grid was read last, or how far it is being read now. */
export function ScanRows({ scans, canScan, onCancel }: ScanRowsProps) {
  return (
    <ul aria-label="Scans by grid" className="shrink-0 divide-y border-b">
      {scans.map((scan) => (
        <li
          key={scan.gridId}
          className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2"
        >
          <span className="text-label">{scan.gridName}</span>
          {scan.running ? (
            <>
              <Meter
                value={Math.round(scanShare(scan.running) * 100)}
                max={100}
                tone="accent"
                label={`Percent of ${scan.gridName} read`}
                className="w-32"
              />
              <span role="status" className="min-w-0 flex-1 text-caption text-fg-2 tabular-nums">
                {scanWords(scan.running)}
              </span>
              {canScan && (
                <Button size="sm" onClick={() => onCancel(scan.gridId)}>
                  Stop scan
                </Button>
              )}
            </>
          ) : (
            <LastScan scan={scan} />
          )}
        </li>
      ))}
    </ul>
  )
}

function LastScan({ scan }: { scan: GridScanView }) {
  const { finishedAt, error, next } = scan
  return (
    <span className="min-w-0 flex-1 text-caption text-fg-3">
      {error && (
        <span className="mr-2 text-fg">
          <Glyph tone={finishedAt ? 'warning' : 'failed'} className="mr-1.5 inline-block" />
          {error}
        </span>
      )}
      {finishedAt ? (
        <>
          Read to number {next === 0 ? 'none' : next - 1}, last <RelativeTime at={finishedAt} />
        </>
      ) : (
        !error && 'Not read yet'
      )}
    </span>
  )
}
