import { MessagePage } from '@/components/shell/message-page'

export default function NotFound() {
  return (
    <main className="h-dvh">
      <MessagePage title="There is nothing here">
        The address has a typing mistake, or the page has moved.
      </MessagePage>
    </main>
  )
}
