import { expect, type Locator, type Page } from '@playwright/test'

/** The canvas and what surrounds it, in the user's words. */
export class DesignerPage {
  readonly canvas: Locator
  readonly palette: Locator
  readonly devices: Locator
  readonly reviewBar: Locator
  readonly dock: Locator
  readonly tracePanel: Locator
  readonly whatIf: Locator
  constructor(private readonly page: Page) {
    this.canvas = page.getByRole('application', { name: 'Network canvas' })
    this.palette = page.getByRole('complementary', { name: 'Palette' })
    this.devices = page.getByRole('region', { name: 'Devices' })
    this.dock = page.getByRole('region', { name: 'Problems and reachability' })
    this.tracePanel = page.getByRole('complementary', { name: 'Packet trace' })
    this.whatIf = page.getByRole('complementary', { name: 'What-if' })
    this.reviewBar = page.getByRole('region', { name: 'Review bar' })
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

  /** A row of the problem list, by what it says. */
  problem(text: string | RegExp) {
    return this.dock.getByRole('listitem').filter({ hasText: text })
  }

  /** Opens the trace and picks both ends by their cards, as a person does. */
  async trace(from: string, to: string) {
    const tool = this.page.getByRole('button', { name: /^Trace\b/ }).first()
    if ((await tool.getAttribute('aria-pressed')) === 'true') await tool.click()
    await this.page.keyboard.press('Escape')
    await tool.click()
    await this.card(from).click()
    await this.card(to).click()
  }

  async review() {
    await this.page.getByRole('button', { name: /^Review/ }).click()
    await expect(this.page).toHaveURL(/\/review$/)
  }
}
