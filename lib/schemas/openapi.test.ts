import { expect, test } from 'vitest'
import { ACCESS } from '@/lib/server/access/table'
import { openApiDocument } from '@/lib/schemas/openapi'

const documented = () =>
  Object.entries(openApiDocument('1').paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, '[$1]')}`,
    ),
  )

test('documents exactly the REST entries of the access table', () => {
  const entries = Object.keys(ACCESS).filter((key) => key.includes(' /api/v1/'))
  expect(documented().sort()).toEqual(entries.sort())
})

test('is plain JSON', () => {
  const document = openApiDocument('1')
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})
