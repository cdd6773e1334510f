import { expect, type Page } from '@playwright/test'
import type { NodeView } from '@/lib/schemas/views'

/** The node browser, in the user's words. */
export class NodesPage {
  constructor(private readonly page: Page) {}

  async open(url: string) {
    await this.page.goto(`${url}/nodes`)
    await expect(this.page.getByRole('searchbox').first()).toBeVisible()
  }

  async select(node: NodeView) {
    const search = this.page.getByRole('searchbox').first()
    await search.fill(node.nodeId)
    const short = `${node.nodeId.slice(0, 4)}…${node.nodeId.slice(-4)}`
    await this.page.getByRole('checkbox', { name: new RegExp(`Select .*${short}`) }).check()
    await search.fill('')
  }

  /** Puts the selected nodes into a new network and lands on its canvas. */
  async addToNewNetwork(name: string, range: string) {
    await this.page.getByRole('button', { name: /^Add .*to network/ }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Range').fill(range)
    await dialog.getByRole('button', { name: /Create network/ }).click()
    await expect(this.page).toHaveURL(/\/networks\/[0-9a-f-]+/)
  }
}
