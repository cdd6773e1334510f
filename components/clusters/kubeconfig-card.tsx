import { FileContent } from '@/components/files/file-content'
import { KubeconfigUpload } from '@/components/files/kubeconfig-upload'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'
import type { ClusterView } from '@/lib/schemas/clusters'

interface KubeconfigCardProps {
  cluster: ClusterView
  canOperate: boolean
}

/** The cluster's kubeconfig, or how to fetch it from the master. */
export function KubeconfigCard({ cluster, canOperate }: KubeconfigCardProps) {
  const { id, name, masterIp, kubeconfigFileId } = cluster
  const upload = canOperate && masterIp !== null && (
    <KubeconfigUpload
      size="sm"
      clusterId={id}
      clusterName={name}
      masterIp={masterIp}
      replaces={kubeconfigFileId !== null}
    />
  )
  return (
    <Card aria-labelledby="cluster-kubeconfig">
      <CardHeader
        id="cluster-kubeconfig"
        title="kubeconfig"
        note={kubeconfigFileId ? `context ${name}` : 'not here yet'}
        actions={upload}
      />
      <div className="flex flex-col gap-3 p-4">
        {kubeconfigFileId ? (
          <FileContent
            key={kubeconfigFileId}
            title={`kubeconfig of ${name}`}
            fileName={`${name}.yaml`}
            url={`/api/v1/files/${kubeconfigFileId}`}
            maskedUrl={`/api/v1/files/${kubeconfigFileId}/masked`}
            placeholder="Loading…"
            canRead={canOperate}
            qrOf={null}
          />
        ) : (
          <HowToFetch cluster={cluster} />
        )}
      </div>
    </Card>
  )
}

function HowToFetch({ cluster: { masterIp, machineList } }: { cluster: ClusterView }) {
  const isSimulated = machineList.some(({ role, simulated }) => role === 'master' && simulated)
  return (
    <>
      <p className="text-fg-2">
        {isSimulated
          ? 'The master’s node is simulated: nothing boots there, so there is no k3s.yaml to fetch. On a real node, fetch it like this from a device of the network, then upload it:'
          : 'k3s writes it on the master once it runs. Fetch it from a device of the network, then upload it:'}
      </p>
      {masterIp && (
        <CopyField
          text={`scp rancher@${masterIp}:/etc/rancher/k3s/k3s.yaml ./k3s.yaml`}
          what="command to fetch k3s.yaml"
          prompt
        />
      )}
      <p className="text-caption text-fg-3">
        It is checked, pointed at the master’s address, named after the cluster and kept sealed.
      </p>
    </>
  )
}
