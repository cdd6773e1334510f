import { Card, CardHeader } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'

/** How scripts get in. The token itself is never shown. */
export function ApiCard({ baseUrl, hasToken }: { baseUrl: string; hasToken: boolean }) {
  return (
    <Card>
      <CardHeader title="API" />
      <div className="flex flex-col gap-3 p-4">
        <p className="text-fg-2">
          Everything the pages do is also under <code className="mono">/api/v1</code>.{' '}
          {hasToken
            ? 'A token is set: scripts that send it act as operator and may set up grids. No token exports a seed.'
            : 'No token is set. Start the cockpit with COCKPIT_API_TOKEN to let scripts in as operator.'}
        </p>
        <CopyField
          what="command"
          prompt
          text={`curl -H "Authorization: Bearer $COCKPIT_API_TOKEN" ${baseUrl}/api/v1/nodes`}
        />
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
