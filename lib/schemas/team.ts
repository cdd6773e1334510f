import { z } from 'zod'
import { displayName, email, password, role } from '@/lib/schemas/fields'

/** People, invitations, tokens, sessions and who did what: bodies, queries and answers of the REST API. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const address = email.trim().toLowerCase()
/** 32 random bytes in base64url; longer text is no code of ours. */
const code = z.string().trim().min(1, 'The link has no code in it.').max(100)

export const inviteSchema = z.strictObject({ email: address, role })
export type InviteInput = z.output<typeof inviteSchema>

/** The code travels in a body only, never in an address. */
export const checkInvitationSchema = z.strictObject({ code })
export const joinSchema = z.strictObject({
  code,
  name: displayName.optional().describe('not asked when the link sets a new password'),
  password,
})
export type JoinInput = z.output<typeof joinSchema>

export const updatePersonSchema = z.strictObject({
  role: role.optional(),
  isInTeam: z.boolean().optional().describe('false takes the person out of the team, at once'),
})
export type UpdatePersonInput = z.output<typeof updatePersonSchema>

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1, 'Type your password.').max(200),
  next: password,
})

export const createTokenSchema = z.strictObject({
  name: displayName,
  role,
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Give the end as an instant: 2027-01-31T00:00:00Z.' })
    .describe('at most a year from now'),
})
export type CreateTokenInput = z.output<typeof createTokenSchema>

export const AUDIT_PAGE = 50
export const auditQuerySchema = z.strictObject({
  person: z.string().max(60).optional().describe("a person's id, or environment"),
  kind: z.string().max(20).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().trim().max(100).optional().describe('words, each of which the row must have'),
  before: z.coerce.number().int().min(1).optional().describe('only rows with a lower id'),
  limit: z.coerce.number().int().min(1).max(200).default(AUDIT_PAGE),
})
export type AuditQuery = z.output<typeof auditQuerySchema>
export const auditCsvQuerySchema = auditQuerySchema.omit({ before: true, limit: true })

export const personViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  isMe: z.boolean(),
  isInTeam: z.boolean(),
  lastSeenAt: instant.nullable(),
  identities: z.number(),
  createdAt: instant,
})
export type PersonView = z.output<typeof personViewSchema>

export const invitationViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  role,
  purpose: z.enum(['join', 'password']),
  invitedByName: z.string().nullable(),
  isEnded: z.boolean(),
  expiresAt: instant,
  createdAt: instant,
})
export type InvitationView = z.output<typeof invitationViewSchema>

export const invitationMadeSchema = invitationViewSchema.extend({
  code: z.string().describe('in this answer only'),
  link: z.string().describe('to hand over; the code is in its fragment, which no server sees'),
})
export type InvitationMade = z.output<typeof invitationMadeSchema>

export const invitationOfferSchema = invitationViewSchema.pick({
  email: true,
  role: true,
  purpose: true,
  expiresAt: true,
})
export type InvitationOffer = z.output<typeof invitationOfferSchema>

export const tokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().describe('its first characters'),
  role,
  effectiveRole: role.describe("the maker's role when that is lower by now"),
  makerId: z.string(),
  makerName: z.string(),
  isMine: z.boolean(),
  isEnded: z.boolean(),
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  createdAt: instant,
})
export type TokenView = z.output<typeof tokenViewSchema>

export const tokenMadeSchema = tokenViewSchema.extend({
  token: z.string().describe('in this answer only'),
})
export type TokenMade = z.output<typeof tokenMadeSchema>

export const sessionViewSchema = z.object({
  id: z.string(),
  device: z.string().describe('what the browser says it is'),
  address: z.string().nullable().describe('as the connection or the proxy before us said'),
  isThis: z.boolean(),
  since: instant,
  lastUsedAt: instant,
})
export type SessionView = z.output<typeof sessionViewSchema>

export const auditRowSchema = z.object({
  id: z.number(),
  at: instant,
  kind: z.string(),
  subjectId: z.string(),
  networkId: z.string().nullable(),
  clusterId: z.string().nullable(),
  toState: z.string().nullable(),
  message: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  tokenId: z.string().nullable(),
  tokenName: z.string().nullable().describe('the API token it was done with'),
})
export type AuditRow = z.output<typeof auditRowSchema>
export const auditPageSchema = z.object({
  rows: z.array(auditRowSchema),
  next: z.number().nullable().describe('pass it as before for the next rows'),
})
export type AuditPage = z.output<typeof auditPageSchema>
