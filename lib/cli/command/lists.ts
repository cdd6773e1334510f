import { z } from 'zod'
import { clusterSummarySchema } from '@/lib/schemas/clusters'
import { networkSummarySchema, nodeViewSchema, reservationViewSchema } from '@/lib/schemas/views'
import { UsageError, wordsOf } from './arguments'
import { EXIT, printList, type Context, type ExitCode } from './context'
import { plain, table, when } from './text'

const ENDED: readonly string[] = ['expired', 'deleted']
const GIB_DIGITS = 0

/** `--filter KEY=VALUE` as a query. */
export function filterQuery(filters: readonly string[]): string {
  const query = new URLSearchParams()
  for (const filter of filters) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(filter) ?? []
    if (key === undefined || value === undefined)
      throw new UsageError(`--filter "${filter}" is not KEY=VALUE, such as country=BE.`)
    query.append(key, value)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** `cockpit nodes` */
export async function listNodes(context: Context): Promise<ExitCode> {
  wordsOf(context.line, [])
  const path = `nodes${filterQuery(context.line.options.filter)}`
  const nodes = await context.client.call(z.array(nodeViewSchema.loose()), 'GET', path)
  const round = (value: number) => value.toFixed(GIB_DIGITS)
  printList(context, nodes, () =>
    table(
      ['NODE', 'PLACE', 'FARM', 'STATUS', 'ENDPOINT', 'VCPU FREE', 'GIB FREE', 'SSD GIB FREE'],
      nodes.map((node) => [
        node.nodeId,
        [node.city, node.country].map(plain).filter(Boolean).join(', '),
        node.farmName,
        node.freshness,
        node.endpointClass,
        round(node.free.cru),
        round(node.free.mru),
        round(node.free.sru),
      ]),
    ),
  )
  return EXIT.done
}

/** `cockpit networks` */
export async function listNetworks(context: Context): Promise<ExitCode> {
  wordsOf(context.line, [])
  const networks = await context.client.call(
    z.array(networkSummarySchema.loose()),
    'GET',
    'networks',
  )
  printList(context, networks, () =>
    table(
      ['NAME', 'RANGE', 'STATE', 'NODES', 'DEVICES', 'STAGED', 'ENDS', 'ID'],
      networks.map((network) => [
        network.name,
        network.range,
        network.state,
        network.resources,
        network.devices,
        network.staged,
        when(network.endsAt),
        network.id,
      ]),
    ),
  )
  return EXIT.done
}

/** `cockpit clusters` */
export async function listClusters(context: Context): Promise<ExitCode> {
  wordsOf(context.line, [])
  const clusters = await context.client.call(
    z.array(clusterSummarySchema.loose()),
    'GET',
    'clusters',
  )
  printList(context, clusters, () =>
    table(
      ['NAME', 'NETWORK', 'STATE', 'READY', 'MASTER', 'KUBECONFIG', 'ENDS', 'ID'],
      clusters.map((cluster) => [
        cluster.name,
        cluster.networkName,
        cluster.state,
        `${cluster.ready} of ${cluster.machines}`,
        cluster.masterIp,
        cluster.hasKubeconfig ? 'yes' : 'no',
        when(cluster.endsAt),
        cluster.id,
      ]),
    ),
  )
  return EXIT.done
}

/** `cockpit reservations` */
export async function listReservations(context: Context): Promise<ExitCode> {
  wordsOf(context.line, [])
  const all = await context.client.call(
    z.array(reservationViewSchema.loose()),
    'GET',
    'reservations',
  )
  const reservations = context.line.options.all
    ? all
    : all.filter(({ state }) => !ENDED.includes(state))
  printList(context, reservations, () =>
    table(
      ['GRID ID', 'TYPE', 'NAME', 'NODE', 'STATE', 'ENDS', 'ERROR', 'ID'],
      reservations.map((reservation) => [
        reservation.gridReservationId,
        reservation.type,
        reservation.workloadName,
        reservation.nodeLabel,
        reservation.state,
        when(reservation.endsAt),
        reservation.error,
        reservation.id,
      ]),
    ),
  )
  return EXIT.done
}
