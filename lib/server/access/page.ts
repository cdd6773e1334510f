import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { isDomainError } from '@/lib/errors/domain-error'
import { currentActor, hasRole, type Actor } from '@/lib/server/auth/actor'
import { hasOwner } from '@/lib/server/auth/first-start'
import { ACCESS, type PageEntry } from './table'

type GuardedPage = {
  [Key in PageEntry]: (typeof ACCESS)[Key] extends 'public' ? never : Key
}[PageEntry]

/**
 * Who looks at this page. A stranger is sent to sign in (or to the first-start page), a role that is too low gets 403.
 * Call it first in every page and in every layout that loads data.
 */
export async function pageActor(entry: GuardedPage): Promise<Actor> {
  const actor = await visitor()
  if (actor === null) redirect((await hasOwner()) ? '/sign-in' : '/setup')
  if (!hasRole(actor.role, ACCESS[entry])) forbidden()
  return actor
}

/** The actor of a page that strangers may open too: sign-in and set-up. */
export async function visitor(): Promise<Actor | null> {
  try {
    return await currentActor(await headers())
  } catch (error) {
    if (isDomainError(error, 'SIGN_IN_REQUIRED')) return null
    throw error
  }
}
