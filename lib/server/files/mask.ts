import { maskKubeconfig, parseOwnKubeconfig, renderKubeconfig } from '@/lib/kubernetes/kubeconfig'
import type { FileKind } from '@/lib/schemas/files'

const DOTS = '•'.repeat(44)

/** A file's content with dots for what must stay secret. */
export function maskContent(kind: FileKind, text: string): string {
  if (kind === 'kubeconfig') return renderKubeconfig(maskKubeconfig(parseOwnKubeconfig(text)))
  return text.replace(/^(\s*(?:PrivateKey|PresharedKey)\s*=\s*)\S.*$/gim, `$1${DOTS}`)
}
