import { expect, test } from '@playwright/test'
import { fromHex } from '@/lib/crypto/encoding'
import { identityFromSeed } from '@/lib/crypto/identity'
import { loadRecording, loadSignatureVectors } from '@/lib/explorer/testing/recording'
import { replayRecording } from '@/lib/explorer/testing/replay'
import { startCockpit } from './fixtures/cockpit'

const STEPS = 123

test('the built explorer answers every recorded request as the original did', async () => {
  const cockpit = await startCockpit({ nodes: 0, env: { EXPLORER_COMPAT: '1' } })
  try {
    const replayed = await replayRecording({
      baseUrl: `${cockpit.url}/explorer`,
      steps: loadRecording().steps,
      node: identityFromSeed(fromHex(loadSignatureVectors().node_seed_hex)),
      comparesTimes: false,
    })
    expect(replayed).toHaveLength(STEPS)
    expect(replayed.filter(({ differences }) => differences.length > 0)).toEqual([])
  } finally {
    await cockpit.stop()
  }
})

test('without the switch every unsigned write of the recording is refused', async () => {
  const cockpit = await startCockpit({ nodes: 0 })
  try {
    const writes = loadRecording().steps.filter(({ request }) =>
      ['POST', 'PUT', 'DELETE'].includes(request.method),
    )
    for (const { n, name, request } of writes) {
      if (/\/list/.test(request.path)) continue
      const answer = await fetch(`${cockpit.url}/explorer${request.path}`, {
        method: request.method,
        ...(request.body === null || request.body === undefined ? {} : { body: request.body }),
      })
      expect([400, 401, 403, 404, 405], `${n} ${name}: ${answer.status}`).toContain(answer.status)
    }
    expect(await (await fetch(`${cockpit.url}/explorer/nodes`)).json()).toEqual([])
    expect(await (await fetch(`${cockpit.url}/explorer/farms`)).json()).toEqual([])
  } finally {
    await cockpit.stop()
  }
})
