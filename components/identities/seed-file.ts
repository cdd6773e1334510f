import { ApiError } from '@/components/ui/api'

const MAX_BYTES = 128

/** A seed file as base64. Anything much larger cannot be one and is not read at all. */
export async function toBase64(file: Blob): Promise<string> {
  if (file.size === 0 || file.size > MAX_BYTES) {
    throw new ApiError(
      'INVALID_SEED',
      `This file has ${file.size} bytes; a user.seed has 39, an old one 32. Choose the file tfuser made.`,
    )
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(String.fromCharCode(...bytes))
}
