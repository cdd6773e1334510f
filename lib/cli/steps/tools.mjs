// What the tests need from the machine: a browser, WireGuard's tools. Missing ones are counted, or failures where demanded.
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { run, runNode, inRoot } from './shell.mjs'

/** Tools the surroundings demand: COCKPIT_REQUIRE=browser,net,… makes a missing one a failure. */
export const required = new Set((process.env.COCKPIT_REQUIRE ?? '').split(',').filter(Boolean))

/** Finds a program on PATH. */
export function which(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const full = path.join(folder, name)
    try {
      accessSync(full, constants.X_OK)
      return full
    } catch {
      // not here: the next folder
    }
  }
  return null
}

async function bundledBrowser() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return existsSync(file) ? file : null
}

async function findBrowser() {
  const named = [process.env.CHROMIUM_PATH, await bundledBrowser()]
  const onPath = ['chromium', 'chromium-browser', 'google-chrome'].map(which)
  return [...named, ...onPath].find((file) => file && existsSync(file)) ?? null
}

const isRootOnDebian = () => process.getuid?.() === 0 && which('apt-get') !== null

/** A Chromium for the browser tests: found, else Playwright's, else (as root on Debian) the distribution's; null when none can be had. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  await runNode([inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium'])
  const downloaded = await findBrowser()
  if (downloaded || !isRootOnDebian()) return downloaded
  await run('apt-get', ['update', '-qq'])
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  return findBrowser()
}
