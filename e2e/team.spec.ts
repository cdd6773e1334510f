import type { Browser, Page } from '@playwright/test'
import type { IdentityView, NetworkView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { OWNER } from './fixtures/cockpit'
import { expect, test } from './fixtures/test'

const PASSWORD = 'a long password of theirs'

/** The owner invites through the page; the link is what the page shows. */
async function invite(owner: Page, url: string, email: string, role: string): Promise<string> {
  await owner.goto(`${url}/settings/team`)
  await owner.getByRole('button', { name: 'Invite' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
  await dialog.getByRole('button', { name: 'Make invitation link' }).click()
  await expect(dialog.getByText('the cockpit sends no mail')).toBeVisible()
  const link = (await dialog.locator('code').innerText()).trim()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Another person's browser takes the link up. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Join the team' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  return page
}

/** The REST API with the page's own session: what somebody who writes requests by hand could do. */
function ask(page: Page, method: string, path: string, body?: unknown) {
  return page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1/${where}`, {
        method: how,
        headers: { 'content-type': 'application/json' },
        ...(what === null ? {} : { body: what }),
      })
      return { status: answer.status, text: await answer.text() }
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )
}

async function openActions(page: Page, name: string, item: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a team: invited, joined, each in their role, and everything told', async ({
  owner,
  cockpit,
  api,
  browser,
}) => {
  test.slow()
  const up = (await api.nodes()).filter((node) => node.freshness === 'up')
  const dual = up.find((node) => node.endpointClass === 'dual')?.nodeId ?? ''
  const identity = await ask(owner, 'POST', 'identities', { name: 'team-key' })
  const { id: identityId } = JSON.parse(identity.text) as IdentityView
  await ask(owner, 'PATCH', `identities/${identityId}`, { shared: true })
  const network = await api.call<NetworkView>('POST', 'networks', {
    name: 'team-net',
    range: '10.191.0.0/16',
    nodeIds: [dual],
    identityId,
  })

  const link = await invite(owner, cockpit.url, 'vera@example.com', 'viewer')
  const viewer = await test.step('a second browser joins with the link, once', async () => {
    expect(new URL(link).pathname + new URL(link).search).toBe('/join')
    const page = await join(browser, link, 'Vera')
    const late = await (await browser.newContext()).newPage()
    await late.goto(link)
    await expect(late.getByText('This link was used already')).toBeVisible()
    await late.context().close()
    return page
  })

  await test.step('a viewer looks, and is told what they may not do', async () => {
    await viewer.goto(`${cockpit.url}/networks/${network.id}`)
    await expect(viewer.getByText('Read only').first()).toBeVisible()
    await expect(viewer.getByRole('button', { name: /^Review/ })).toHaveCount(0)
    for (const path of [`/networks/${network.id}/review`, '/audit']) {
      await viewer.goto(cockpit.url + path)
      await expect(viewer.getByText('Your role does not reach this page')).toBeVisible()
      await expect(viewer.getByRole('table')).toHaveCount(0)
    }
    await viewer.goto(`${cockpit.url}/identities`)
    await expect(viewer.getByText('You are viewer.')).toBeVisible()
    await expect(viewer.getByRole('button', { name: 'Add identity' })).toHaveCount(0)
  })

  await test.step('a viewer cannot sign, by request neither', async () => {
    const hash = '0'.repeat(64)
    for (const [method, path, body] of [
      ['POST', `networks/${network.id}/apply`, { hash, identityId, duration: '2h' }],
      ['POST', `identities/${identityId}/export`, { password: PASSWORD }],
      ['POST', 'invitations', { email: 'eve@example.com', role: 'owner' }],
      ['POST', 'networks', { name: 'mine', range: '10.192.0.0/16' }],
    ] as const)
      expect((await ask(viewer, method, path, body)).status, path).toBe(403)
  })

  const designer = await test.step('a designer joins', async () =>
    join(browser, await invite(owner, cockpit.url, 'dirk@example.com', 'designer'), 'Dirk'))

  await test.step('a designer plans but cannot submit; the page says why', async () => {
    await designer.goto(`${cockpit.url}/networks/${network.id}/review`)
    await expect(designer.getByText('Your role may plan.')).toBeVisible()
    await expect(designer.getByRole('button', { name: /^Sign and submit/ })).toHaveCount(0)
    const plan = await ask(designer, 'GET', `networks/${network.id}/plan?duration=2h`)
    const { hash } = JSON.parse(plan.text) as { hash: string }
    const apply = { hash, identityId, duration: '2h' }
    const refused = await ask(designer, 'POST', `networks/${network.id}/apply`, apply)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('needs the role operator; you are designer')
  })

  await test.step('a higher role works at once', async () => {
    await owner.goto(`${cockpit.url}/settings/team`)
    await openActions(owner, 'Dirk', 'Change role')
    await owner
      .getByRole('dialog')
      .getByRole('radio', { name: /^operator/ })
      .check()
    await owner.getByRole('button', { name: 'Change role' }).click()
    await expect(owner.getByRole('dialog')).toBeHidden()
    const plan = await ask(designer, 'GET', `networks/${network.id}/plan?duration=2h`)
    const { hash } = JSON.parse(plan.text) as { hash: string }
    const apply = { hash, identityId, duration: '2h' }
    const done = await ask(designer, 'POST', `networks/${network.id}/apply`, apply)
    expect(done.status, done.text).toBeLessThan(300)
  })

  await test.step('the last owner stays', async () => {
    await openActions(owner, OWNER.email.split('@', 1)[0] ?? '', 'Take out of the team')
    await owner.getByRole('button', { name: 'Take out' }).click()
    await expect(owner.getByText('is the last owner')).toBeVisible()
    await owner.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('a token: shown once, exports no seed, ends when revoked', async () => {
    await owner.goto(`${cockpit.url}/settings/tokens`)
    await owner.getByRole('button', { name: 'Make token' }).click()
    const dialog = owner.getByRole('dialog')
    await dialog.getByLabel('Name').fill('ci')
    await dialog.getByRole('radio', { name: /^owner/ }).check()
    await dialog.getByRole('button', { name: 'Make token' }).click()
    await expect(dialog.getByText('Copy the token now')).toBeVisible()
    const token = (await dialog.locator('code').filter({ hasText: /^ck_/ }).innerText()).trim()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(owner.getByText('never used')).toBeVisible()

    const script = new Api(cockpit.url, token)
    expect((await script.raw('GET', 'nodes')).status).toBe(200)
    const seed = await script.raw('POST', `identities/${identityId}/export`, {
      password: OWNER.password,
    })
    expect(seed.status).toBe(403)
    expect(await seed.text()).toContain('No API token may do this')
    expect((await script.raw('POST', 'tokens', { name: 'x' })).status).toBe(403)
    const made = await script.raw('POST', 'networks', {
      name: 'by-script',
      range: '10.193.0.0/16',
    })
    expect(made.status).toBe(201)

    await owner.getByRole('button', { name: 'Revoke ci' }).click()
    await owner.getByRole('button', { name: 'Revoke token' }).click()
    await expect(owner.getByText('No token yet')).toBeVisible()
    const refused = await script.raw('GET', 'nodes')
    expect(refused.status).toBe(401)
    expect(await refused.text()).toContain('was revoked')
  })

  await test.step('no token lives longer than a year', async () => {
    const expiresAt = new Date(Date.now() + 400 * 24 * 3600_000).toISOString()
    const answer = await ask(owner, 'POST', 'tokens', { name: 'x', role: 'viewer', expiresAt })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('at most a year')
  })

  await test.step('sign out everywhere else', async () => {
    const other = await (await browser.newContext()).newPage()
    await other.goto(`${cockpit.url}/sign-in`)
    await other.getByLabel('Email').fill('vera@example.com')
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await expect(other.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
    await viewer.goto(`${cockpit.url}/settings/sessions`)
    await viewer.getByRole('button', { name: 'Sign out everywhere else' }).click()
    const dialog = viewer.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await expect(viewer.getByText('this session')).toBeVisible()
    await other.goto(`${cockpit.url}/nodes`)
    await expect(other).toHaveURL(/\/sign-in/)
    await other.context().close()
  })

  await test.step('somebody who is taken out is out at once', async () => {
    await owner.goto(`${cockpit.url}/settings/team`)
    await openActions(owner, 'Vera', 'Take out of the team')
    await owner.getByRole('button', { name: 'Take out' }).click()
    await expect(owner.getByText('out of the team', { exact: true })).toBeVisible()
    expect((await ask(viewer, 'GET', 'me')).status).toBe(401)
  })

  await test.step('the audit page shows it all', async () => {
    await owner.goto(`${cockpit.url}/audit`)
    const table = owner.getByRole('table', { name: 'Who did what' })
    for (const text of [
      'vera@example.com invited as viewer',
      'Vera joined the team as viewer',
      'Dirk is operator now, was designer',
      'API token "ci" made: owner',
      'API token "ci" revoked',
      'Vera signed out everywhere else: 1 session',
      'Vera was taken out of the team',
    ])
      await expect(table.getByText(text).first(), text).toBeVisible()
    await expect(table.getByRole('row').filter({ hasText: 'by token ci' })).toHaveCount(1)
    await owner.getByLabel('Words in the row').fill('dirk operator')
    await expect(table.getByText('Dirk is operator now')).toBeVisible()
    await expect(table.getByText('API token "ci" made')).toHaveCount(0)
    const csv = await ask(owner, 'GET', 'audit/csv?q=revoked')
    expect(csv.text).toContain('API token ""ci"" revoked')
  })
})
