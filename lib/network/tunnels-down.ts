import type { Conditions, TracedNetwork } from './trace-conditions'
import { worldOf } from './trace-walk'

/** A tunnel that both sides list and that cannot come up, by machine names in list order. */
export interface DownTunnel {
  from: string
  to: string
}

/**
 * Every tunnel that is planned and down: both machines list each other, and under the conditions neither can dial the
 * other, or one of them is off.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function downTunnels(network: TracedNetwork, conditions: Conditions): DownTunnel[] {
  const world = worldOf(network, conditions)
  const { all } = world.machines
  const isOff = (name: string) => world.switches.machines.has(name)
  return all.flatMap((from, index) =>
    all
      .slice(index + 1)
      .filter((to) => from.peers().has(to.publicKey) && to.peers().has(from.publicKey))
      .filter((to) => isOff(from.name) || isOff(to.name) || !world.tunnel(from, to).up)
      .map((to) => ({ from: from.name, to: to.name })),
  )
}
