import { pathToFileURL } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { cleanValues } from '../text'
import { BUSY_TIMEOUT_MS, prepareDatabaseFile } from './file'

type LibsqlClient = ReturnType<PrismaLibSql['createClient']>
type LibsqlTransaction = Awaited<ReturnType<LibsqlClient['transaction']>>
type Statement = Parameters<LibsqlTransaction['batch']>[0][number]
type Arguments = Parameters<LibsqlClient['execute']>[1]

const SQLITE_BUSY = 5

/** The low byte of SQLite's result code names the kind; the rest is detail. */
function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'rawCode' in error ? error.rawCode : undefined
  return typeof code === 'number' && (code & 0xff) === SQLITE_BUSY
}

function toStatement(statement: Statement, args: Arguments): Statement {
  const whole = typeof statement === 'string' ? { sql: statement, args: args ?? [] } : statement
  return Array.isArray(whole.args) ? { ...whole, args: cleanValues(whole.args) } : whole
}

/**
 * One connection for everything, where libsql's own client opens another after each transaction and leaves the old one,
 * with its file handles, to the garbage collector. Prisma's adapter lets one statement or transaction run at a time.
 *
 * Transactions take the write lock at once: one that reads first and then writes would otherwise fail without waiting
 * when another process wrote in between, because its snapshot is old.
 *
 * A statement that gave up waiting stays open on its connection, and SQLite then refuses every later COMMIT there
 * ("SQL statements in progress"): the connection is replaced, but never in the middle of a transaction.
 */
function withOneConnection(client: LibsqlClient): LibsqlClient {
  const run = client.execute.bind(client) as (
    statement: Statement,
  ) => ReturnType<LibsqlClient['execute']>
  let isInTransaction = false
  let isStale = false

  const renewWhenStale = () => {
    if (isInTransaction || !isStale) return
    isStale = false
    client.reconnect()
  }
  const execute = async (statement: Statement, args?: Arguments) => {
    try {
      return await run(toStatement(statement, args))
    } catch (error) {
      isStale ||= isBusy(error)
      throw error
    } finally {
      renewWhenStale()
    }
  }
  const finish = async (sql: 'COMMIT' | 'ROLLBACK') => {
    try {
      await execute(sql)
    } catch (error) {
      // A failed COMMIT may leave the transaction open; it must not swallow the statements that follow.
      if (sql === 'COMMIT') await run('ROLLBACK').catch(() => undefined)
      throw error
    } finally {
      isInTransaction = false
      renewWhenStale()
    }
  }
  const transaction = async (): Promise<LibsqlTransaction> => {
    await execute('BEGIN IMMEDIATE')
    isInTransaction = true
    return {
      execute,
      batch: async (statements) => {
        const results = []
        for (const statement of statements) results.push(await execute(statement))
        return results
      },
      executeMultiple: (sql) => client.executeMultiple(sql),
      commit: () => finish('COMMIT'),
      rollback: () => finish('ROLLBACK'),
      close: () => undefined,
      get closed() {
        return !isInTransaction
      },
    }
  }
  return Object.assign(client, { execute, transaction })
}

/** The adapter of a database file, made when it is missing. */
export function openSqlite(file: string): CockpitLibSql {
  prepareDatabaseFile(file)
  return new CockpitLibSql({ url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS })
}

/** Prisma's libsql adapter on a connection that neither leaks nor stays poisoned. */
class CockpitLibSql extends PrismaLibSql {
  override createClient(options: Parameters<PrismaLibSql['createClient']>[0]): LibsqlClient {
    return withOneConnection(super.createClient(options))
  }
}
