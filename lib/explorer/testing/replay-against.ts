/**
 * Replays the recording against a running explorer: `npx tsx lib/explorer/testing/replay-against.ts <base URL>`.
 * The explorer must be fresh and run with EXPLORER_COMPAT=1; it takes 20 s, because one step waits that long.
 */
import { fromHex } from '@/lib/crypto/encoding'
import { identityFromSeed } from '@/lib/crypto/identity'
import { loadRecording, loadSignatureVectors } from './recording'
import { replayRecording } from './replay'

const [baseUrl] = process.argv.slice(2)
if (baseUrl === undefined) throw new Error('Say where the explorer answers: …/explorer')

const replayed = await replayRecording({
  baseUrl,
  steps: loadRecording().steps,
  node: identityFromSeed(fromHex(loadSignatureVectors().node_seed_hex)),
  comparesTimes: false,
})
const wrong = replayed.filter((step) => step.differences.length > 0)
for (const { n, name, differences } of wrong) {
  process.stdout.write(`${n} ${name}\n  ${differences.join('\n  ')}\n`)
}
process.stdout.write(`${replayed.length} steps replayed, ${wrong.length} differ\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
