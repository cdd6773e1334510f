/** How the whole network is fitted: room for the strips on the canvas, never enlarged. */
export const FIT = {
  padding: { top: '64px', bottom: '72px', left: '40px', right: '40px' },
  maxZoom: 1,
} as const
