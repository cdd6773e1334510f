import type { NetworkDesign } from '@/lib/network/model'
import { deviceName } from '@/lib/network/trace-conditions'
import { shortKey } from '@/lib/network/labels'

/** Object ids of the canvas (`node:<id>`, `device:<id>`) and the names traces and matrices use (node id, `device:N`). */
export interface MachineNames {
  /** null: the design has no such object */
  machineOf: (objectId: string) => string | null
  /** null: no machine of the design, such as a foreign public key */
  objectOf: (machine: string) => string | null
  /** what people call a machine */
  titleOf: (machine: string) => string
}

export function machineNames(
  design: NetworkDesign,
  nameOf: (objectId: string) => string,
): MachineNames {
  const pairs: (readonly [object: string, machine: string])[] = [
    ...design.resources.map(({ nodeId }) => [`node:${nodeId}`, nodeId] as const),
    ...design.devices.map(({ id }, index) => [`device:${id}`, deviceName(index)] as const),
  ]
  const toMachine = new Map(pairs)
  const toObject = new Map(pairs.map(([object, machine]) => [machine, object]))
  return {
    machineOf: (objectId) => toMachine.get(objectId) ?? null,
    objectOf: (machine) => toObject.get(machine) ?? null,
    titleOf: (machine) => {
      const object = toObject.get(machine)
      return object === undefined ? shortKey(machine) : nameOf(object)
    },
  }
}
