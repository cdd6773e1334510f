/** A text file to save: named, and never shown inside a page. */
export function download(file: { fileName: string; text: string }, contentType: string): Response {
  const name = file.fileName.replace(/[^A-Za-z0-9._-]/g, '-')
  return new Response(file.text, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
