import { z } from 'zod'
import { OPERATIONS } from '@/lib/schemas/operations/all'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import { errorViewSchema } from '@/lib/schemas/views'

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) },
})

function describeParameter({ description }: z.ZodType): { description?: string } {
  return description === undefined ? {} : { description }
}

function parameters({ path, query }: OperationDoc) {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const asked = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    ...describeParameter(schema as z.ZodType),
    schema: { type: 'string' },
  }))
  return [...named, ...asked]
}

function answerContent({ answer }: OperationDoc) {
  if (!answer) return {}
  if ('mediaType' in answer)
    return {
      content: {
        [answer.mediaType]: { schema: { type: 'string', description: answer.description } },
      },
    }
  return { content: json(answer, 'output') }
}

function describeOperation(doc: OperationDoc) {
  return {
    tags: [doc.tag],
    summary: doc.summary,
    ...(doc.description ? { description: doc.description } : {}),
    parameters: parameters(doc),
    ...(doc.body ? { requestBody: { required: true, content: json(doc.body, 'input') } } : {}),
    responses: {
      [doc.status ?? 200]: { description: doc.summary, ...answerContent(doc) },
      default: {
        description: 'A refusal: a code for programs, a sentence for people.',
        content: json(errorViewSchema, 'output'),
      },
    },
  }
}

/**
 * The OpenAPI 3.1 document of the REST API, made from the same schemas the forms and routes use.
 *
 * @param version version of the product
 */
export function openApiDocument(version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const doc of OPERATIONS)
    paths[doc.path] = { ...paths[doc.path], [doc.method]: describeOperation(doc) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cockpit',
      version,
      description:
        'Everything the pages do. Sign in by cookie, or send the API token as a bearer token. Instants are ISO 8601 in UTC, durations text with a unit (2h, 14d).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{ session: [] }, { token: [] }],
    paths,
  }
}
