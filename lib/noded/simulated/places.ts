import type { WireLocation } from '@/lib/protocol/types'

/** A farm of the simulation and the cities its nodes stand in. */
export interface FarmPlace {
  name: string
  location: WireLocation
  cities: readonly WireLocation[]
}

type City = readonly [city: string, country: string, latitude: number, longitude: number]

/** Four farms on four continents; real cities, so that a map shows them where they are. */
export const FARM_PLACES: readonly FarmPlace[] = [
  place('canal-yard', 'Europe', [
    ['Ghent', 'Belgium', 51.0543, 3.7174],
    ['Vienna', 'Austria', 48.2082, 16.3738],
    ['Lisbon', 'Portugal', 38.7223, -9.1393],
    ['Tallinn', 'Estonia', 59.437, 24.7536],
    ['Zurich', 'Switzerland', 47.3769, 8.5417],
    ['Krakow', 'Poland', 50.0647, 19.945],
  ]),
  place('great-lakes', 'North America', [
    ['Toronto', 'Canada', 43.6532, -79.3832],
    ['Chicago', 'United States', 41.8781, -87.6298],
    ['Montreal', 'Canada', 45.5019, -73.5674],
    ['Austin', 'United States', 30.2672, -97.7431],
    ['Seattle', 'United States', 47.6062, -122.3321],
    ['Mexico City', 'Mexico', 19.4326, -99.1332],
  ]),
  place('monsoon-hall', 'Asia', [
    ['Singapore', 'Singapore', 1.3521, 103.8198],
    ['Bengaluru', 'India', 12.9716, 77.5946],
    ['Osaka', 'Japan', 34.6937, 135.5023],
    ['Hanoi', 'Vietnam', 21.0278, 105.8342],
    ['Colombo', 'Sri Lanka', 6.9271, 79.8612],
    ['Taipei', 'Taiwan', 25.033, 121.5654],
  ]),
  place('rift-valley', 'Africa', [
    ['Nairobi', 'Kenya', -1.2921, 36.8219],
    ['Accra', 'Ghana', 5.6037, -0.187],
    ['Cape Town', 'South Africa', -33.9249, 18.4241],
    ['Kigali', 'Rwanda', -1.9441, 30.0619],
    ['Tunis', 'Tunisia', 36.8065, 10.1815],
    ['Lagos', 'Nigeria', 6.5244, 3.3792],
  ]),
]

function place(name: string, continent: string, list: readonly City[]): FarmPlace {
  const cities = list.map(([city, country, latitude, longitude]) => ({
    city,
    country,
    continent,
    latitude,
    longitude,
  }))
  const [first] = cities
  if (!first) throw new Error(`The farm ${name} needs a city.`)
  return { name, location: first, cities }
}
