export interface Qr {
  /** modules per side, quiet zone included */
  size: number
  /** SVG path of the dark modules, one unit each */
  path: string
}

const QUIET = 4

/** A QR code of a text as one SVG path. Loaded and made in the browser only, after somebody asked for it. */
export async function makeQr(text: string): Promise<Qr> {
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    }
  }
  return { size: modules.size + 2 * QUIET, path }
}
