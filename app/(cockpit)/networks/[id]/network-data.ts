import { notFound } from 'next/navigation'
import { isDomainError } from '@/lib/errors/domain-error'

/** Runs a query; what does not exist becomes the 404 page. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    if (isDomainError(error, 'NOT_FOUND')) notFound()
    throw error
  }
}
