/** The plane before the first node: one sentence, where to begin. */
export function EmptyCanvas({ isReadOnly, hasNodes }: { isReadOnly: boolean; hasNodes: boolean }) {
  const text = isReadOnly
    ? 'This network has no nodes yet.'
    : hasNodes
      ? 'Add the nodes that should see each other: click one at the left, press Enter, or drag it here.'
      : 'The grid has no nodes to add yet. They show at the left as soon as they register.'
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center p-8">
      <div className="max-w-80 text-center">
        <h2 className="text-title">Nothing drawn yet</h2>
        <p className="mt-1 text-copy text-fg-2">{text}</p>
      </div>
    </div>
  )
}
