import { expect, test } from '@playwright/test'
import { OWNER, startCockpit } from './fixtures/cockpit'

test('a new user enters the code the terminal printed and is the owner', async ({ page }) => {
  const cockpit = await startCockpit({ nodes: 4 })
  try {
    const code = /\b([A-Z0-9]{4}(?:-[A-Z0-9]{4})+)\b/.exec(cockpit.output())?.[1] ?? ''
    expect(code, cockpit.output()).not.toBe('')

    await page.goto(cockpit.url)
    await expect(page).toHaveURL(/\/setup$/)
    const enter = async (text: string) => {
      await page.getByLabel('One-time code').fill(text)
      await page.getByLabel('Name').fill(OWNER.name)
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      await page.getByRole('button', { name: /Create|Start|owner/i }).click()
    }
    await enter('WRNG-C0DE')
    await expect(page.getByText(/code/i).last()).toBeVisible()
    await expect(page).toHaveURL(/\/setup$/)

    await enter(code)
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()

    await test.step('the code works once', async () => {
      const again = await fetch(`${cockpit.url}/api/v1/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: cockpit.url },
        body: JSON.stringify({ ...OWNER, email: 'eve@example.com', code }),
      })
      expect(again.status).toBe(409)
    })

    await test.step('signing out shuts every door', async () => {
      await page.getByRole('button', { name: new RegExp(OWNER.name) }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page).toHaveURL(/\/sign-in/)
      await page.goto(`${cockpit.url}/nodes`)
      await expect(page).toHaveURL(/\/sign-in/)
    })

    await test.step('a wrong password is told so, the right one opens', async () => {
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill('not it at all')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert').first()).toBeVisible()
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expect(page).not.toHaveURL(/sign-in/)
    })
  } finally {
    await cockpit.stop()
  }
})
