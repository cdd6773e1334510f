import { isDomainError } from '@/lib/errors/domain-error'
import { tunnelAddress } from '@/lib/wireguard/tunnel-address'

/** Tunnel address of a subnet, or null while the subnet is none. */
export function tunnelOf(subnet: string): string | null {
  try {
    return tunnelAddress(subnet)
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
