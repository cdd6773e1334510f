export const PLACEHOLDER = 'Page, network, node, action'
export const INPUT = 'h-12 w-full border-b bg-transparent px-4 text-copy outline-none'
