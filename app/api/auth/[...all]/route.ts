import { authHandler } from '@/lib/server/auth/handler'

export const GET = authHandler('GET')
export const POST = authHandler('POST')
