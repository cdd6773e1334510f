import { describe, expect, it } from 'vitest'
import { nodeLabel } from './node-label'

const nodeId = 'JaJmr8oW2LErYqHZtEA7EXu3ia8ExiAz94FHHSkLwGk'

describe('nodeLabel', () => {
  it.each([
    ['Ghent', 'Belgium', 'Ghent BE'],
    ['Vienna', 'austria', 'Vienna AT'],
    ['Springfield', 'Freedonia', 'Springfield Freedonia'],
    ['Ghent', '', 'Ghent'],
    ['', 'Belgium', 'Belgium'],
    ['', '', 'JaJm…LwGk'],
  ])('%s, %s → %s', (city, country, label) => {
    expect(nodeLabel({ nodeId, city, country })).toBe(label)
  })
})
