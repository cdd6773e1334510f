import { expect, it, test } from 'vitest'
import { landPath, MAP_HEIGHT, MAP_WIDTH, project } from './map-geometry'
import { placesOf, placeWords, toneOf } from './places'

test.each([
  ['Lisbon', 38.7223, -9.1393, 321.4, 93.6],
  ['Singapore', 1.3521, 103.8198, 550, 169.3],
  ['Cape Town', -33.9249, 18.4241, 377.1, 240.6],
  ['Portland', 45.5152, -122.6784, 91.6, 79.9],
])('%s stands where the map has it', (_, latitude, longitude, x, y) => {
  const spot = project(latitude, longitude)
  expect(Math.abs(spot.x - x)).toBeLessThan(0.6)
  expect(Math.abs(spot.y - y)).toBeLessThan(0.6)
})

it('keeps every point on the map, across the date line too', () => {
  for (const [latitude, longitude] of [
    [90, -180],
    [-90, 180],
    [66, -175],
  ] as const) {
    const { x, y } = project(latitude, longitude)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(MAP_WIDTH)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(MAP_HEIGHT)
  }
})

it('draws land as lines of dots', () => {
  expect(landPath()).toMatch(/^(M[\d.]+ [\d.]+h[\d.]+)+$/)
})

it('gathers nodes of one place and leaves out those that say nothing', () => {
  const vienna = { latitude: 48.21, longitude: 16.37, city: 'Vienna', country: 'Austria' }
  const { places, unplaced } = placesOf([
    { ...vienna, freshness: 'up' },
    { ...vienna, freshness: 'down' },
    { ...vienna, latitude: 0, longitude: 0, freshness: 'up' },
    { ...vienna, latitude: 999, freshness: 'up' },
  ])
  expect(places).toMatchObject([{ label: 'Vienna', nodes: 2, up: 1, late: 0, down: 1 }])
  expect(unplaced).toBe(2)
})

it('joins what would cover each other on the map, under the name of the busiest', () => {
  const at = (city: string, latitude: number, longitude: number) => ({
    city,
    country: '',
    latitude,
    longitude,
    freshness: 'up' as const,
  })
  const { places } = placesOf([
    at('Ghent', 51.05, 3.72),
    at('Brussels', 50.85, 4.35),
    at('Brussels', 50.85, 4.35),
    at('Oslo', 59.9, 10.75),
  ])
  expect(places.map(({ label, nodes }) => [label, nodes])).toEqual([
    ['Brussels and 1 more', 3],
    ['Oslo', 1],
  ])
  expect(placeWords(places[0]!)).toBe('Brussels and 1 more: 3 nodes, 3 up, 0 late, 0 down')
})

test.each([
  [4, 0, 0, 'ok'],
  [3, 1, 0, 'warn'],
  [2, 0, 2, 'warn'],
  [1, 0, 2, 'err'],
])('%i up, %i late and %i down are %s', (up, late, down, tone) => {
  expect(toneOf({ late, down, nodes: up + late + down })).toBe(tone)
})
