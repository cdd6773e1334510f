import { MessagePage } from '@/components/shell/message-page'

/** Shown inside the cockpit's frame, which has the page's main landmark: everybody signed in may see the frame. */
export default function Forbidden() {
  return (
    <div className="h-full">
      <MessagePage title="Your role does not reach this page">
        Ask an owner of this cockpit to give you a higher role. Nothing was changed.
      </MessagePage>
    </div>
  )
}
