import { z } from 'zod'
import type { StandingMachine } from '@/lib/kubernetes/cluster-changes'
import { parseReservation } from '@/lib/protocol/reservation'

const kubernetesSchema = z.object({
  size: z.union([z.literal(1), z.literal(2)]),
  ip: z.string(),
  master_ips: z.array(z.string()).nullish(),
  ssh_keys: z.array(z.string()).nullish(),
})
const containerSchema = z.object({
  network: z.object({ ips: z.array(z.string()).nullish() }),
})

/** The machine in a signed body; null when it holds none that can be read. */
export function machineIn(reservation: {
  id: string
  nodeId: string
  body: string
  state: string
}): StandingMachine | null {
  const read = kubernetesSchema.safeParse(dataOf(reservation.body))
  if (!read.success) return null
  const { size, ip, master_ips, ssh_keys } = read.data
  return {
    reservationId: reservation.id,
    nodeId: reservation.nodeId,
    size,
    ip,
    masterIps: master_ips ?? [],
    sshKeys: ssh_keys ?? [],
    isDrifted: reservation.state === 'drifted',
  }
}

/** Addresses a workload has in its network: a VM's one, a container's. */
export function addressesIn({ type, body }: { type: string; body: string }): string[] {
  const data = dataOf(body)
  if (type === 'kubernetes') {
    const vm = kubernetesSchema.safeParse(data)
    return vm.success ? [vm.data.ip] : []
  }
  const container = containerSchema.safeParse(data)
  return container.success ? [...(container.data.network.ips ?? [])] : []
}

function dataOf(body: string): unknown {
  const { data } = parseReservation(body)
  return data === '' ? null : JSON.parse(data)
}
