import { runChecked } from '../run'
import { furnishPrivateWorld } from '../world/private-world'

/** Before any world test: refuses to run anywhere but in a private world, whose only interface is its own loopback. */
export async function setup(): Promise<void> {
  const links = await runChecked({ program: 'ip', args: ['-o', 'link'] })
  const isPrivate = links.trim().split('\n').length === 1 && links.includes(': lo:')
  if (!isPrivate || process.env['COCKPIT_PRIVATE_WORLD'] !== '1')
    throw new Error('World tests build networks: start them with "npm run test:world".')
  await furnishPrivateWorld()
}
