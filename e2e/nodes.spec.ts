import type { NodeView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { READY_ENV, startCockpit } from './fixtures/cockpit'
import { expect, signIn, test } from './fixtures/test'

/** Reads RFC 4180 the plain way. */
function parseCsv(text: string): string[][] {
  return text
    .split('\r\n')
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell ?? ''),
    )
}

const byClass = (nodes: NodeView[], kind: NodeView['endpointClass']) =>
  nodes.filter((node) => node.endpointClass === kind)

test.describe('the node browser', () => {
  test('keeps its filters in the address, through a reload', async ({
    owner: page,
    cockpit,
    api,
  }) => {
    const nodes = await api.waitForNodes(23)
    await page.goto(`${cockpit.url}/nodes`)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const filters = page.getByRole('dialog', { name: 'Filters' })
    await filters.getByRole('checkbox', { name: 'dual' }).check()
    await filters.getByLabel('vCPU free').fill('2')
    await filters.getByLabel('vCPU free').press('Enter')
    await filters.getByLabel('Access point or router').selectOption('can be')
    await filters.getByLabel('Seen within').fill('30')
    await filters.getByLabel('Seen within').press('Enter')
    await expect(filters.getByRole('alert')).toContainText('30')
    await filters.getByLabel('Seen within').fill('30m')
    await filters.getByLabel('Seen within').press('Enter')
    await filters.getByRole('button', { name: 'Done' }).click()
    await expect(page).toHaveURL(/endpoint=dual/)
    await expect(page).toHaveURL(/cpu=2&.*access=yes.*seen=30m/)
    const wanted = byClass(nodes, 'dual').filter((node) => node.free.cru >= 2)
    const count = page.getByRole('status').filter({ hasText: 'nodes match' })
    await expect(count).toHaveText(`${wanted.length} of ${nodes.length} nodes match`)

    await page.reload()
    await expect(count).toHaveText(`${wanted.length} of ${nodes.length} nodes match`)
    await page.getByRole('button', { name: 'Remove filter Endpoint' }).click()
    await expect(page).not.toHaveURL(/endpoint=/)

    await page.goto(`${cockpit.url}/nodes?cpu=many&price=3`)
    await expect(page.getByText('“many” is not a number')).toBeVisible()
    await expect(page.getByText('“price” is no filter of nodes.')).toBeVisible()
    await expect(count).toHaveText(`${nodes.length} of ${nodes.length} nodes match`)
  })

  test('saves, applies, renames and deletes a search', async ({ owner: page, cockpit }) => {
    await page.goto(`${cockpit.url}/nodes?endpoint=hidden&sort=-cpu`)
    await page.getByRole('button', { name: 'Searches' }).click()
    const searches = page.getByRole('dialog', { name: 'Saved searches' })
    await searches.getByLabel('Save this search as').fill('Hidden ones')
    await searches.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(searches.getByRole('button', { name: /^Hidden ones/ })).toBeVisible()

    await page.goto(`${cockpit.url}/nodes?status=down`)
    await page.getByRole('button', { name: 'Searches' }).click()
    await searches.getByRole('button', { name: /^Hidden ones/ }).click()
    await expect(page).toHaveURL(/\/nodes\?endpoint=hidden&sort=-cpu$/)

    await page.getByRole('button', { name: 'Searches' }).click()
    await searches.getByRole('button', { name: 'Rename Hidden ones' }).click()
    await searches.getByLabel('New name of Hidden ones').fill('Behind a router')
    await searches.getByLabel('New name of Hidden ones').press('Enter')
    await searches.getByRole('button', { name: 'Delete Behind a router' }).click()
    await expect(searches.getByText('You have saved no search yet.')).toBeVisible()
  })

  test('opens a lone node from the map', async ({ owner: page, cockpit, api }) => {
    const nodes = await api.waitForNodes(23)
    const one = nodes.find((node) => nodes.filter(({ city }) => city === node.city).length === 1)
    await page.goto(`${cockpit.url}/nodes`)
    await page.getByText('Map', { exact: true }).click()
    await expect(page).toHaveURL(/view=map/)
    await page.goto(`${cockpit.url}/nodes?view=map&q=${one?.nodeId}`)
    await page.getByRole('link', { name: /1 up, .* Open it$/ }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`node=${one?.nodeId}`))
    const panel = page.getByRole('complementary', { name: one?.city })
    await expect(panel.getByText('Heartbeats, 24 h')).toBeVisible()
    await panel.getByRole('tab', { name: 'History' }).click()
    await expect(panel.getByRole('heading', { name: 'Status' })).toBeVisible()
  })

  test('narrows the list to a crowded place of the map', async ({ page }) => {
    test.slow()
    const crowded = await startCockpit({ nodes: 60, env: READY_ENV })
    try {
      const crowdedApi = new Api(crowded.url)
      const nodes = await crowdedApi.until('60 nodes', async () => {
        const all = await crowdedApi.nodes()
        return all.length === 60 ? all : null
      })
      await signIn(page, crowded.url)
      await page.goto(`${crowded.url}/nodes?view=map`)
      const crowd = page.getByRole('link', { name: /Show them only$/ }).first()
      const words = (await crowd.getAttribute('aria-label')) ?? ''
      const members = Number(/: (\d+) nodes/.exec(words)?.[1])
      await crowd.focus()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/(city|near)=/)
      await expect(page.getByRole('status').filter({ hasText: 'nodes match' })).toHaveText(
        `${members} of ${nodes.length} nodes match`,
      )
    } finally {
      await crowded.stop()
    }
  })

  test('compares nodes side by side', async ({ owner: page, cockpit, api }) => {
    const nodes = await api.waitForNodes(23)
    const [dual] = byClass(nodes, 'dual')
    const [hidden] = byClass(nodes, 'hidden')
    await page.goto(`${cockpit.url}/nodes?q=${dual?.nodeId}`)
    await page
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first()
      .check()
    await page
      .getByRole('searchbox')
      .first()
      .fill(hidden?.nodeId ?? '')
    await expect(page.getByRole('status').filter({ hasText: 'nodes match' })).toContainText('1 of')
    await page
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first()
      .check()
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page).toHaveURL(/compare=/)
    await page.reload()
    const dialog = page.getByRole('dialog', { name: 'Compare 2 nodes' })
    const endpoint = dialog.getByRole('row', { name: /^Endpoint ?, differs/ })
    await expect(endpoint).toContainText('dual')
    await expect(endpoint).toContainText('best')
    await dialog.getByRole('button', { name: 'Add 2 to network' }).click()
    await expect(page.getByRole('dialog', { name: 'Add 2 nodes to a network' })).toBeVisible()
  })

  test('gives the filtered list as a table', async ({ owner: page, cockpit, api }) => {
    const nodes = await api.waitForNodes(23)
    await page.goto(`${cockpit.url}/nodes?endpoint=ipv4,dual`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('nodes.csv')
    const stream = await download.createReadStream()
    const text = Buffer.concat(await stream.toArray()).toString('utf8')
    const [head, ...lines] = parseCsv(text)
    const ids = lines.map((line) => line[head?.indexOf('node_id') ?? -1])
    const wanted = [...byClass(nodes, 'ipv4'), ...byClass(nodes, 'dual')]
    expect(ids.sort()).toEqual(wanted.map(({ nodeId }) => nodeId).sort())
  })

  test('shows a farm with its nodes', async ({ owner: page, cockpit, api }) => {
    const nodes = await api.waitForNodes(23)
    const farm = nodes[0]
    await page.goto(`${cockpit.url}/farms`)
    await page.getByRole('searchbox').fill(farm?.farmName ?? '')
    await page.getByRole('link', { name: farm?.farmName, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: farm?.farmName })).toBeVisible()
    const mine = nodes.filter((node) => node.farmId === farm?.farmId)
    await expect(page.getByText(`Farm ${farm?.farmId}, ${mine.length} node`)).toBeVisible()
    await page.getByRole('link', { name: 'Show in the node browser' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'nodes match' })).toHaveText(
      `${mine.length} of ${nodes.length} nodes match`,
    )
  })
})
