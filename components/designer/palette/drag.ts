/** Kind of the data a palette row drags onto the canvas. */
export const DRAG_NODE = 'application/x-cockpit-node'
