import { PrismaPg } from '@prisma/adapter-pg'
import { cleanValues } from '../text'
import { LOCK_WAIT_MS, POOL_SIZE, poolOptions } from './connection'
import { isConnectionLost, nameTrouble } from './lost'
import { Turns } from './turns'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>
type IsolationLevel = Parameters<Adapter['startTransaction']>[0]
type Query = Parameters<Adapter['queryRaw']>[0]
type Queryable = Pick<Adapter, 'queryRaw' | 'executeRaw'>

/** Any number, the same in every cockpit process; the first half says cockpit. */
export const WRITE_LOCK = 7_207_110_712_201_001n

// The snapshot of the statement after it is newer than whatever the lock's last holder committed.
const TAKE_LOCK = `SET LOCAL lock_timeout = ${LOCK_WAIT_MS}; SELECT pg_advisory_xact_lock(${WRITE_LOCK})`

const plain = (sql: string): Query => ({ sql, args: [], argTypes: [] })
const cleaned = (query: Query): Query => ({ ...query, args: cleanValues(query.args) })
const isRead = ({ sql }: Query) => /^\s*SELECT\b/i.test(sql)

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw nameTrouble(error)
  }
}

/** Cleans what goes in and names what goes wrong. */
function tidy<T extends Queryable>(target: T): T {
  const queryRaw = target.queryRaw.bind(target)
  const executeRaw = target.executeRaw.bind(target)
  return Object.assign(target, {
    queryRaw: (query: Query) => named(() => queryRaw(cleaned(query))),
    executeRaw: (query: Query) => named(() => executeRaw(cleaned(query))),
  })
}

async function abandon(transaction: Transaction): Promise<void> {
  await transaction.executeRaw(plain('ROLLBACK')).catch(() => undefined)
  await transaction.rollback()
}

/**
 * After the server restarted, every connection that was idle fails once. A question, or the begin of a transaction, may be
 * tried on the next one: nothing was changed.
 */
async function onLiveConnection<T>(work: () => Promise<T>): Promise<T> {
  for (let left = POOL_SIZE; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isConnectionLost(error)) throw error
    }
  }
}

/** A transaction that holds the write lock from its begin to its end. */
async function beginLocked(
  begin: () => Promise<Transaction>,
  endTurn: () => void,
): Promise<Transaction> {
  const transaction = tidy(await named(begin))
  try {
    await transaction.executeRaw(plain(TAKE_LOCK))
  } catch (error) {
    await abandon(transaction)
    throw error
  }
  const commit = transaction.commit.bind(transaction)
  const rollback = transaction.rollback.bind(transaction)
  return Object.assign(transaction, {
    commit: () => commit().finally(endTurn),
    rollback: () => rollback().finally(endTurn),
  })
}

/**
 * Makes PostgreSQL serve our use cases as SQLite does: one writer at a time among all processes, from the begin of its
 * transaction; reads wait for nobody. See docs/decisions/008-postgresql.md.
 */
function withOneWriter(adapter: Adapter): Adapter {
  const turns = new Turns()
  const { queryRaw, executeRaw } = tidy(adapter)
  const begin = adapter.startTransaction.bind(adapter)

  const startTransaction = async (level?: IsolationLevel): Promise<Transaction> => {
    // Waiting here costs no connection; only the one whose turn it is asks the server for the lock.
    const endTurn = await turns.take()
    try {
      return await onLiveConnection(() => beginLocked(() => begin(level), endTurn))
    } catch (error) {
      endTurn()
      throw error
    }
  }
  const write = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const transaction = await startTransaction()
    try {
      const result = await work(transaction)
      await transaction.executeRaw(plain('COMMIT'))
      await transaction.commit()
      return result
    } catch (error) {
      await abandon(transaction)
      throw error
    }
  }
  return Object.assign(adapter, {
    startTransaction,
    queryRaw: (query: Query) =>
      isRead(query) ? onLiveConnection(() => queryRaw(query)) : write((tx) => tx.queryRaw(query)),
    executeRaw: (query: Query) =>
      isRead(query)
        ? onLiveConnection(() => executeRaw(query))
        : write((tx) => tx.executeRaw(query)),
  })
}

/** Prisma's adapter with one writer at a time. */
class CockpitPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    return withOneWriter(await super.connect())
  }
}

/** The adapter of a PostgreSQL database; nothing is connected before the first statement. */
export function openPostgres(url: string): CockpitPg {
  return new CockpitPg(poolOptions(url))
}
