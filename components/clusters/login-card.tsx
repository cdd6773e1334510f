import { Card, CardHeader } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'
import type { ClusterView } from '@/lib/schemas/clusters'

/** How to log in to the machines, and whose keys they take. */
export function LoginCard({ cluster }: { cluster: ClusterView }) {
  return (
    <Card aria-labelledby="cluster-login">
      <CardHeader id="cluster-login" title="Log in" note="from a device of the network" />
      <div className="flex flex-col gap-4 p-4">
        <ul className="flex flex-col gap-3">
          {cluster.machineList.map(({ nodeId, nodeLabel, role, ip, simulated }) => (
            <li key={nodeId}>
              <p className="mb-1 text-caption text-fg-3">
                {role} on {nodeLabel}
                {simulated && ', simulated: nothing answers there'}
              </p>
              <CopyField text={`ssh rancher@${ip}`} what={`command for ${nodeLabel}`} prompt />
            </li>
          ))}
        </ul>
        <div>
          <h3 className="mb-2 text-caption font-medium text-fg-2">SSH keys that may log in</h3>
          <ul className="flex flex-col gap-2">
            {cluster.sshKeys.map(({ fingerprint, comment }) => (
              <li key={fingerprint} className="min-w-0">
                <span className="block truncate">{comment || 'no comment'}</span>
                <span className="mono block text-[11px] break-all text-fg-3">{fingerprint}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Card>
  )
}
