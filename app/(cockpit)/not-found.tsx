import { MessagePage } from '@/components/shell/message-page'

export default function NotFound() {
  return (
    <MessagePage title="There is nothing here">
      It may have been deleted, or the address has a typing mistake.
    </MessagePage>
  )
}
