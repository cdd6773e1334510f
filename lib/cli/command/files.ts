import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { UsageError, wordsOf } from './arguments'
import { EXIT, printList, type Context, type ExitCode } from './context'
import { plain, table, when } from './text'

const filesSchema = z.array(
  z
    .object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      networkName: z.string().nullable(),
      clusterName: z.string().nullable(),
      revision: z.number(),
      contentAt: z.string(),
    })
    .loose(),
)
export type FileItem = z.output<typeof filesSchema>[number]

/** Files of the cockpit, of one network or cluster when asked. */
export function fetchFiles(context: Context, query = ''): Promise<FileItem[]> {
  return context.client.call(filesSchema, 'GET', `files${query}`)
}

/** A file's name as one path part: whatever the server says, it stays in the folder. */
export function safeName(name: string): string {
  const part = plain(path.basename(name.replaceAll('\\', '/'))).replace(/[^\w.-]+/g, '-')
  if (/^\.*$/.test(part)) throw new UsageError(`The cockpit named a file "${plain(name)}".`)
  return part
}

/** Writes a secret: mode 0600 from the first byte, and whole or not at all. */
export async function writeSecret(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' })
    await chmod(draft, 0o600)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** `cockpit files` */
export async function listFiles(context: Context): Promise<ExitCode> {
  wordsOf(context.line, [])
  const { get, into } = context.line.options
  const files = await fetchFiles(context)
  if (get.length > 0) return download(context, chosen(files, get), into ?? '.')
  printList(context, files, () =>
    table(
      ['KIND', 'FILE', 'NETWORK', 'CLUSTER', 'REVISION', 'CHANGED', 'ID'],
      files.map((file) => [
        file.kind,
        file.name,
        file.networkName,
        file.clusterName,
        file.revision,
        when(file.contentAt),
        file.id,
      ]),
    ),
  )
  return EXIT.done
}

function chosen(files: readonly FileItem[], get: readonly string[]): FileItem[] {
  if (get.includes('all')) return [...files]
  return get.map((wanted) => {
    const found = files.filter(({ id, name }) => id === wanted || name === wanted)
    if (found.length === 1 && found[0]) return found[0]
    throw new UsageError(
      found.length === 0
        ? `There is no file "${wanted}".`
        : `${found.length} files are named "${wanted}". Give the id of one.`,
    )
  })
}

async function download(
  context: Context,
  files: readonly FileItem[],
  folder: string,
): Promise<ExitCode> {
  const written = new Map<string, string>()
  for (const file of files) {
    const target = path.join(folder, freeName(file, written))
    await writeSecret(target, await context.client.text('GET', `files/${file.id}`))
    written.set(target, file.id)
    context.tell(`${target} (mode 0600)`)
  }
  if (context.line.options.json)
    context.print(
      JSON.stringify(
        [...written].map(([name, id]) => ({ id, file: name })),
        null,
        2,
      ),
    )
  return EXIT.done
}

/** Two files of one call never share a name. */
function freeName(file: FileItem, written: ReadonlyMap<string, string>): string {
  const name = safeName(file.name)
  const isTaken = [...written.keys()].some((taken) => path.basename(taken) === name)
  return isTaken ? safeName(`${file.id.slice(0, 8)}-${file.name}`) : name
}
