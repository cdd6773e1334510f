import type { ExplorerClient, NodeReport } from './explorer-client'

/** An original explorer counts a node as up for 11 minutes after it was heard. */
const UPTIME_EVERY_S = 600

export interface ReporterOptions {
  client: ExplorerClient
  /** the explorer takes status reports; an original one is told ports and uptime instead, when there is something to tell */
  hasStatus: boolean
  build: () => NodeReport
}

/** Makes the function that tells the explorer how the node is. */
export function createReporter({ client, hasStatus, build }: ReporterOptions): () => Promise<void> {
  let toldPorts = ''
  let toldUptime = -Infinity

  return async () => {
    const report = build()
    if (hasStatus) {
      await client.sendStatus(report)
      return
    }
    const ports = report.wg_ports.join()
    if (ports !== toldPorts) {
      await client.setPorts(report.wg_ports)
      toldPorts = ports
    }
    if (report.uptime - toldUptime < UPTIME_EVERY_S) return
    await client.setUptime(report.uptime)
    toldUptime = report.uptime
  }
}
