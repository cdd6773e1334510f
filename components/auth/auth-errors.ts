import { ApiError, sentenceOf } from '@/components/ui/api'

/** The sentence for a sign-in that was refused. Says nothing about which half was wrong. */
export function signInSentence(error: unknown): string {
  if (!(error instanceof ApiError)) return sentenceOf(error)
  if (error.status === 429) return 'Too many attempts. Wait a minute, then try again.'
  if (error.code === 'INVALID_EMAIL_OR_PASSWORD' || error.status === 401) {
    return 'E-mail and password do not match. Check both and try again.'
  }
  if (error.status === 403) {
    return 'This address is not the one the cockpit was started for. Open the address the terminal printed, or set COCKPIT_URL.'
  }
  return error.message
}
