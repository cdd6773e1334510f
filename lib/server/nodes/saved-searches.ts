import { DomainError } from '@/lib/errors/domain-error'
import { parseBrowserQuery, writeBrowserQuery } from '@/lib/nodes/browser-query'
import type { SavedSearchView } from '@/lib/schemas/nodes'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { SavedSearch } from '@/lib/server/db/generated/client'

const MOST = 100

/** Whose searches these are. A token of no person has none. */
function ownerOf(actor: Actor): string {
  requireRole(actor, 'viewer')
  if (actor.userId !== null) return actor.userId
  throw new DomainError(
    'ACCESS_DENIED',
    'Saved searches belong to a person; this token belongs to nobody. Sign in, or make a token in Settings.',
  )
}

function toView({ id, name, query, createdAt }: SavedSearch): SavedSearchView {
  return { id, name, query, createdAt: createdAt.toISOString() }
}

/** The actor's searches, by name. */
export async function listSavedSearches(actor: Actor): Promise<SavedSearchView[]> {
  const rows = await db().savedSearch.findMany({
    where: { userId: ownerOf(actor) },
    orderBy: { name: 'asc' },
  })
  return rows.map(toView)
}

/**
 * Keeps a search under a name.
 * @throws DomainError `INVALID_BODY` for a query the browser does not read, `ALREADY_EXISTS` for a name in use
 */
export async function saveSearch(
  actor: Actor,
  { name, query }: { name: string; query: string },
): Promise<SavedSearchView> {
  const userId = ownerOf(actor)
  const canonical = checkedQuery(query)
  return db().$transaction(async (tx) => {
    const rows = await tx.savedSearch.findMany({ where: { userId }, select: { name: true } })
    if (rows.some((row) => row.name === name)) throw nameTaken(name)
    if (rows.length >= MOST)
      throw new DomainError(
        'ALREADY_EXISTS',
        `You have ${MOST} saved searches, the most there can be. Delete one first.`,
      )
    return toView(await tx.savedSearch.create({ data: { userId, name, query: canonical } }))
  })
}

/** @throws DomainError `NOT_FOUND` for somebody else's too, `ALREADY_EXISTS` */
export async function renameSearch(
  actor: Actor,
  id: string,
  name: string,
): Promise<SavedSearchView> {
  const userId = ownerOf(actor)
  return db().$transaction(async (tx) => {
    const row = await tx.savedSearch.findFirst({ where: { id, userId } })
    if (!row) throw notFound(id)
    const twin = await tx.savedSearch.findFirst({ where: { userId, name, NOT: { id } } })
    if (twin) throw nameTaken(name)
    return toView(await tx.savedSearch.update({ where: { id }, data: { name } }))
  })
}

/** @throws DomainError `NOT_FOUND` for somebody else's too */
export async function deleteSearch(actor: Actor, id: string): Promise<void> {
  const { count } = await db().savedSearch.deleteMany({ where: { id, userId: ownerOf(actor) } })
  if (count === 0) throw notFound(id)
}

/** The query in its one spelling, without what is only of the moment: the open node, a comparison. */
function checkedQuery(query: string): string {
  const { state, problems } = parseBrowserQuery(new URLSearchParams(query))
  if (problems.length > 0)
    throw new DomainError('INVALID_BODY', problems.map(({ message }) => message).join(' '))
  return writeBrowserQuery({ ...state, node: null, compare: [] }).toString()
}

function nameTaken(name: string): DomainError {
  return new DomainError(
    'ALREADY_EXISTS',
    `You already have a search named “${name}”. Choose another name, or delete that one first.`,
  )
}

function notFound(id: string): DomainError {
  return new DomainError('NOT_FOUND', 'You have no such saved search.', { id })
}
