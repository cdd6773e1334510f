import type { z } from 'zod'

/** One REST entry as the OpenAPI document tells it. */
export interface OperationDoc {
  /** path below /api/v1 in OpenAPI's spelling */
  path: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  summary: string
  /** what a caller must know beyond the summary */
  description?: string
  tag: string
  status?: number
  query?: z.ZodObject
  body?: z.ZodType
  /** schema of a JSON answer, or a media type for anything else; absent: no body */
  answer?: z.ZodType | { mediaType: string; description: string }
}
