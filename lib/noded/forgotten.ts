import { isDomainError } from '@/lib/errors/domain-error'

/** 404 on something of the node itself; a single reservation that is gone is the worker's matter. */
export function isForgotten(error: unknown): boolean {
  return isDomainError(error, 'GRID_REJECTED') && error.details.status === 404
}
