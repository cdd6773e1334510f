#!/usr/bin/env node
// The `cockpit` command: installs and bundles itself when something changed, then runs.
import { pathToFileURL } from 'node:url'
import { bundleCommand, bundleProve, install } from './steps/prepare.mjs'
import { inRoot } from './steps/shell.mjs'

await install((line) => console.error(line))
await bundleCommand()
if (process.argv[2] === 'prove') await bundleProve()
await import(pathToFileURL(inRoot('dist/cockpit.mjs')).href)
