import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'

/** How scripts get in. The token itself is never shown. */
export function ApiCard({ baseUrl, hasToken }: { baseUrl: string; hasToken: boolean }) {
  return (
    <Card>
      <CardHeader title="API" />
      <div className="flex flex-col gap-3 p-4">
        <p className="text-fg-2">
          Everything the pages do is also under <code className="mono">/api/v1</code>. Scripts send
          a token that you make under{' '}
          <Link
            href="/settings/tokens"
            className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
          >
            Tokens
          </Link>
          .
        </p>
        <CopyField
          what="command"
          prompt
          text={`curl -H "Authorization: Bearer $TOKEN" ${baseUrl}/api/v1/nodes`}
        />
        <p className="text-caption text-fg-3">
          {hasToken
            ? 'COCKPIT_API_TOKEN is set as well: scripts that send it act as operator and may set up grids.'
            : 'Started with COCKPIT_API_TOKEN, the cockpit also lets scripts that send that one in, as operator.'}{' '}
          No token exports a seed.
        </p>
        <p>
          <a
            href="/api/v1/openapi.json"
            className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
          >
            OpenAPI description
          </a>
        </p>
      </div>
    </Card>
  )
}
