import { useSyncExternalStore } from 'react'

export type Screen = 'phone' | 'narrow' | 'wide'

const PHONE = '(max-width: 767px)'
const NARROW = '(max-width: 1099px)'

function subscribe(onChange: () => void) {
  const queries = [PHONE, NARROW].map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', onChange)
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange)
  }
}

function current(): Screen {
  if (matchMedia(PHONE).matches) return 'phone'
  return matchMedia(NARROW).matches ? 'narrow' : 'wide'
}

/** Room there is: on a phone the canvas is a picture, on a tablet the inspector is a sheet. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, current, () => 'wide')
}
