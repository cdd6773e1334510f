import { expect, type Locator, type Page } from '@playwright/test'

/** The canvas and what surrounds it, in the user's words. */
export class DesignerPage {
  readonly canvas: Locator
  readonly palette: Locator
  readonly devices: Locator
  readonly reviewBar: Locator
  constructor(private readonly page: Page) {
    this.canvas = page.getByRole('application', { name: 'Network canvas' })
    this.palette = page.getByRole('complementary', { name: 'Palette' })
    this.devices = page.getByRole('region', { name: 'Devices' })
    this.reviewBar = page.getByRole('contentinfo', { name: 'Review bar' })
  }

  card(name: string | RegExp) {
    return this.canvas.getByRole('article').filter({ hasText: name })
  }

  async addLaptop(name: string) {
    await this.page.getByRole('button', { name: 'Add laptop' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: /^Add/ }).click()
    await expect(dialog).toBeHidden()
    await expect(this.card(name)).toBeVisible()
  }

  async review() {
    await this.page.getByRole('button', { name: /^Review/ }).click()
    await expect(this.page).toHaveURL(/\/review$/)
  }
}
