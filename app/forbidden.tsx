import { MessagePage } from '@/components/shell/message-page'

export default function Forbidden() {
  return (
    <main className="h-full">
      <MessagePage title="Your role does not reach this page">
        Ask an owner of this cockpit to give you a higher role. Nothing was changed.
      </MessagePage>
    </main>
  )
}
