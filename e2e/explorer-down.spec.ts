import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { GridView } from '@/lib/schemas/views'
import { freePort, READY_ENV, startCockpit } from './fixtures/cockpit'
import { expect, test } from './fixtures/test'

test('an explorer that goes down and comes back is told, and nothing known is lost', async ({
  owner: page,
  cockpit,
  api,
}) => {
  test.slow()
  const data = await mkdtemp(path.join(os.tmpdir(), 'cockpit-far-'))
  const port = await freePort()
  const start = () => startCockpit({ data, port, nodes: 4, env: READY_ENV })
  const far = await start()
  try {
    const grid = await api.call<GridView>('POST', 'grids', {
      name: 'far away',
      url: `${far.url}/explorer/`,
    })
    const ofFar = async () => (await api.nodes()).filter((node) => node.gridId === grid.id)
    await api.until('its nodes', async () => (await ofFar()).length >= 4)

    await far.stop()
    const check = () => api.call<GridView>('POST', `grids/${grid.id}/check`)
    const down = await api.until('the grid to be down', async () => {
      const now = await check()
      return now.state === 'down' ? now : null
    })
    expect(down.error).toMatch(/far away|answer/)
    await page.goto(`${cockpit.url}/nodes`)
    await expect(page.getByText(/far away/).first()).toBeVisible()
    expect((await ofFar()).length).toBe(4)

    const back = await start()
    try {
      await api.until('the grid to be up', async () => (await check()).state === 'up')
      await page.goto(`${cockpit.url}/settings`)
      await expect(page.getByText('far away').first()).toBeVisible()
      await api.call('DELETE', `grids/${grid.id}`)
    } finally {
      await back.stop()
    }
  } finally {
    await far.stop()
    await rm(data, { recursive: true, force: true })
  }
})

test('an address that is no explorer is told in a sentence', async ({
  owner: page,
  cockpit,
  api,
}) => {
  const grid = await api.call<GridView>('POST', 'grids', {
    name: 'wrong',
    url: `http://127.0.0.1:9`,
  })
  await api.call('POST', `grids/${grid.id}/check`)
  await page.goto(`${cockpit.url}/settings`)
  await expect(page.getByText(/wrong/).first()).toBeVisible()
  await api.call('DELETE', `grids/${grid.id}`)
})
