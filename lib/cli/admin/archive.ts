import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'

/** A backup or restore that cannot be done, as a sentence. */
export class BackupError extends Error {
  override name = 'BackupError'
}

const headSchema = z.object({
  cockpit: z.literal('backup'),
  format: z.literal(1),
  version: z.string(),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()),
})
export type Head = z.output<typeof headSchema>

const partSchema = z.union([
  z.strictObject({ table: z.string(), rows: z.array(z.unknown()) }),
  z.strictObject({ sealedFiles: z.string() }),
])
/** One line of a backup: rows of a table, or the files sealed with the passphrase. */
export type Part = z.output<typeof partSchema>

const endSchema = z.strictObject({ end: z.literal(true), sha256: z.string() })

async function* withEnd(head: Head, parts: AsyncIterable<Part>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  yield line(head)
  for await (const part of parts) yield line(part)
  yield `${JSON.stringify({ end: true, sha256: hash.digest('hex') })}\n`
}

/** Writes a backup: whole or not at all, readable by its owner only, never over another file. */
export async function writeArchive(
  file: string,
  head: Head,
  parts: AsyncIterable<Part>,
): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  try {
    const target = createWriteStream(draft, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(withEnd(head, parts)), createGzip(), target)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  const piped = pipeline(source, unpacked)
  piped.catch(() => undefined)
  for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) yield line
  await piped
}

function damaged(cause?: unknown): BackupError {
  return new BackupError(
    'The file is not a whole backup of this cockpit: it is damaged or was cut off. Nothing was changed.',
    { cause },
  )
}

/**
 * Reads a backup part by part; `onHead` first. Callers must not keep what it gave unless it ends: the end proves that
 * nothing is missing.
 *
 * @throws BackupError when it is damaged
 */
export async function* readArchive(
  file: string,
  onHead: (head: Head) => void | Promise<void>,
): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  let isFirst = true
  let isWhole = false
  for await (const line of strict(linesOf(file))) {
    if (isWhole) throw damaged()
    const value = parsed(line)
    const end = endSchema.safeParse(value)
    if (end.success && !isFirst) {
      if (end.data.sha256 !== hash.digest('hex')) throw damaged()
      isWhole = true
      continue
    }
    hash.update(`${line}\n`)
    if (isFirst) await onHead(checked(headSchema, value))
    else yield checked(partSchema, value)
    isFirst = false
  }
  if (!isWhole) throw damaged()
}

async function* strict(lines: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* lines
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new BackupError('There is no such file.', { cause: error })
    throw damaged(error)
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw damaged(error)
  }
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw damaged(result.error)
}
