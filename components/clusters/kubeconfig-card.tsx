'use client'

import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api, apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { ClusterView } from '@/lib/schemas/clusters'
import type { MaskedFile } from '@/lib/schemas/files'

interface KubeconfigCardProps {
  cluster: ClusterView
  canOperate: boolean
}

/** The cluster's kubeconfig, or how to fetch it from the master. */
export function KubeconfigCard({ cluster, canOperate }: KubeconfigCardProps) {
  const { kubeconfigFileId, name } = cluster
  return (
    <Card aria-labelledby="cluster-kubeconfig">
      {kubeconfigFileId ? (
        <Present fileId={kubeconfigFileId} name={name} canOperate={canOperate} />
      ) : (
        <>
          <CardHeader id="cluster-kubeconfig" title="kubeconfig" note="not here yet" />
          <Absent cluster={cluster} />
        </>
      )}
    </Card>
  )
}

function Present({
  fileId,
  name,
  canOperate,
}: {
  fileId: string
  name: string
  canOperate: boolean
}) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      const file = await apiFile('GET', `/api/v1/files/${fileId}`)
      saveFile(file.blob, file.fileName ?? `${name}.yaml`)
    } catch (cause) {
      setError(sentenceOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <CardHeader
        id="cluster-kubeconfig"
        title="kubeconfig"
        note={`context ${name}`}
        actions={
          canOperate ? (
            <Button
              size="sm"
              busy={isBusy}
              aria-label={`Download kubeconfig of ${name}`}
              onClick={() => void download()}
            >
              <Download aria-hidden />
              Download
            </Button>
          ) : (
            <span className="pr-2 text-caption text-fg-3">operators may download it</span>
          )
        }
      />
      <Masked key={fileId} fileId={fileId} name={name} />
      {error && (
        <div className="px-4 pb-4">
          <ErrorPanel title="The file could not be read" notDone="Nothing was downloaded.">
            {error}
          </ErrorPanel>
        </div>
      )}
    </>
  )
}

/** The file with dots for its secrets. */
function Masked({ fileId, name }: { fileId: string; name: string }) {
  const [text, setText] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    api<MaskedFile>('GET', `/api/v1/files/${fileId}/masked`, undefined, { signal }).then(
      (file) => setText(file.text),
      (cause: unknown) => {
        if (!signal.aborted) setError(sentenceOf(cause))
      },
    )
    return () => controller.abort()
  }, [fileId])
  if (error) return <p className="p-4 text-fg-2">{error}</p>
  if (text === null) return <Skeleton className="m-4 h-44" />
  return (
    <pre
      tabIndex={0}
      aria-label={`kubeconfig of ${name}, secrets hidden`}
      className="mono max-h-80 overflow-auto px-4 py-3 whitespace-pre"
    >
      {text.trim()}
    </pre>
  )
}

function Absent({ cluster }: { cluster: ClusterView }) {
  const { masterIp, machineList } = cluster
  const isSimulated = machineList.some(({ role, simulated }) => role === 'master' && simulated)
  return (
    <div className="flex flex-col gap-3 p-4">
      {isSimulated ? (
        <p className="text-fg-2">
          The master’s node is simulated: nothing boots there, so there is no k3s.yaml to fetch. On
          a real node, fetch it like this from a device of the network:
        </p>
      ) : (
        <p className="text-fg-2">
          k3s writes it on the master once it runs. Fetch it from a device of the network:
        </p>
      )}
      {masterIp && (
        <CopyField
          text={`scp rancher@${masterIp}:/etc/rancher/k3s/k3s.yaml ./k3s.yaml`}
          what="command to fetch k3s.yaml"
          prompt
        />
      )}
    </div>
  )
}
