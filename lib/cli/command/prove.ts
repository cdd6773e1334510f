import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'
import { inferPeerNetwork, nodesPlannedOtherwise } from '@/lib/network/infer-endpoints'
import type { KnownEndpoints } from '@/lib/network/infer-endpoints'
import { parseNetworkJson } from '@/lib/network/network-json'
import type { NetworkFile } from '@/lib/network/network-json'
import type { PeerMode, PeerNetwork } from '@/lib/network/model'
import { proofEventSchema } from '@/lib/schemas/proof'
import type { ProofError, ProofEvent, ProofRequest, ProofResult } from '@/lib/schemas/proof'
import { UsageError, wordsOf } from './arguments'
import type { CommandLine } from './arguments'
import { EXIT } from './context'
import type { Context, ExitCode } from './context'
import { plain } from './text'
import { proofText } from './proof-text'

/** What `prove` needs; no cockpit is asked. */
export interface ProveSurroundings extends Pick<Context, 'print' | 'tell' | 'signal'> {
  /** file of the helper that builds and measures */
  proveHelper: string
}

const endpointsSchema = z.record(z.string().max(120), z.array(z.string().max(60)).max(32))
const EXIT_OF: Readonly<Record<string, ExitCode>> = {
  PROOF_UNAVAILABLE: EXIT.unreachable,
  PROOF_TIMEOUT: EXIT.late,
}

/** `cockpit prove FILE` */
export async function prove(line: CommandLine, surroundings: ProveSurroundings): Promise<ExitCode> {
  const { FILE } = wordsOf(line, ['FILE'])
  const { json, endpoints } = line.options
  const mode = readMode(line.options.mode)
  const known = endpoints === undefined ? {} : await readEndpoints(endpoints)
  const { network, assumptions } = await readNetwork(FILE, mode, known)
  for (const sentence of assumptions) surroundings.tell(plain(sentence))
  const last = await followHelper({ network: toRequest(network), mode }, surroundings)
  const exit = exitOf(last)
  if (json) surroundings.print(JSON.stringify({ mode, assumptions, ...last, exit }, null, 2))
  else if (last.type === 'result') surroundings.print(proofText(last))
  if (last.type === 'error')
    for (const sentence of [last.message, ...(last.missing ?? [])])
      surroundings.tell(plain(sentence))
  return exit
}

function exitOf(last: ProofResult | ProofError): ExitCode {
  if (last.type === 'error') return EXIT_OF[last.code] ?? EXIT.failed
  return last.agreement.differences.length === 0 ? EXIT.done : EXIT.different
}

function readMode(text: string | undefined): PeerMode {
  if (text === undefined || text === 'compat' || text === 'safe') return text ?? 'compat'
  throw new UsageError(`--mode is "${text}"; say compat or safe.`)
}

async function readNetwork(
  file: string,
  mode: PeerMode,
  known: KnownEndpoints,
): Promise<{ network: PeerNetwork; assumptions: string[] }> {
  try {
    const parsed = parseNetworkJson(await readText(file))
    const { network, assumptions } = inferPeerNetwork(parsed, known)
    return {
      network,
      assumptions: [...assumptions, ...(mode === 'compat' ? unlike(parsed, network) : [])],
    }
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message)
    throw error
  }
}

/** Says so when the file's peers are not those that will be built. */
function unlike(file: NetworkFile, network: PeerNetwork): string[] {
  try {
    const nodes = nodesPlannedOtherwise(file, network).join(', ')
    if (nodes === '') return []
    return [
      `What is proven is the plan, not the file: the peers that the file gives ${nodes} are not the planned ones.`,
    ]
  } catch (error) {
    if (error instanceof DomainError) return [] // the helper refuses it in the same words
    throw error
  }
}

async function readEndpoints(file: string): Promise<KnownEndpoints> {
  try {
    return endpointsSchema.parse(JSON.parse(await readText(file)))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `${file} should hold JSON such as {"NODE": ["203.0.113.1", "2001:db8::1"]}.`,
    )
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** The request's lists can be changed, the model's cannot. */
function toRequest({
  resources,
  accessPoints,
  routers,
  ...rest
}: PeerNetwork): ProofRequest['network'] {
  return {
    ...rest,
    resources: resources.map((resource) => ({ ...resource, endpoints: [...resource.endpoints] })),
    accessPoints: [...accessPoints],
    routers: [...(routers ?? [])],
  }
}

/** Runs the helper and tells its stages. Its input stays open meanwhile: when that ends, so does everything it built. */
async function followHelper(
  request: ProofRequest,
  { proveHelper, signal, tell }: ProveSurroundings,
): Promise<ProofResult | ProofError> {
  const child = spawn(process.execPath, [proveHelper], {
    stdio: ['pipe', 'pipe', 'inherit'],
    signal,
  })
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('close', () => resolve())
  })
  ended.catch(() => {}) // it is awaited below, after the output
  child.stdin.on('error', () => {}).write(`${JSON.stringify(request)}\n`)
  let last: ProofResult | ProofError | null = null
  for await (const text of createInterface({ input: child.stdout })) {
    const event = readEvent(text)
    if (event?.type === 'stage') tell(plain(event.message))
    if (event?.type === 'built') tell(`${event.namespaces} namespaces in ${event.milliseconds} ms.`)
    if (event?.type === 'result' || event?.type === 'error') last = event
  }
  await ended
  return last ?? { type: 'error', code: 'PROOF_FAILED', message: 'The proof ended without a word.' }
}

function readEvent(text: string): ProofEvent | null {
  try {
    return proofEventSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
