import { z } from 'zod'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import * as team from '@/lib/schemas/team'

const ok = z.object({ ok: z.literal(true) })
const ended = z.object({ ended: z.number().describe('sessions that ended') })
const NO_TOKEN = 'No API token may do this.'

const people: OperationDoc[] = [
  {
    path: '/users',
    method: 'get',
    tag: 'team',
    summary: 'Everybody who is or was in the team',
    answer: z.array(team.personViewSchema),
  },
  {
    path: '/users/{id}',
    method: 'patch',
    tag: 'team',
    summary: "Change somebody's role, take them out of the team or back in",
    description: `Works at once. The last owner stays owner. ${NO_TOKEN}`,
    body: team.updatePersonSchema,
    answer: team.personViewSchema,
  },
  {
    path: '/users/{id}/new-password',
    method: 'post',
    tag: 'team',
    status: 201,
    summary: 'Make a link with which somebody sets a new password, once',
    description: `The cockpit sends no mail: hand the link over yourself. ${NO_TOKEN}`,
    answer: team.invitationMadeSchema,
  },
  {
    path: '/users/{id}/sessions',
    method: 'delete',
    tag: 'team',
    summary: 'End every session of somebody',
    description: NO_TOKEN,
    answer: ended,
  },
  {
    path: '/users/me/password',
    method: 'post',
    tag: 'team',
    status: 204,
    summary: 'Change your own password',
    description: `Ends your other sessions. ${NO_TOKEN}`,
    body: team.changePasswordSchema,
  },
]

const invitations: OperationDoc[] = [
  {
    path: '/invitations',
    method: 'get',
    tag: 'team',
    summary: 'Invitations and new-password links nobody has taken up',
    answer: z.array(team.invitationViewSchema),
  },
  {
    path: '/invitations',
    method: 'post',
    tag: 'team',
    status: 201,
    summary: 'Invite somebody by e-mail address and role',
    description: `The link works once, for seven days. The cockpit sends no mail: hand it over yourself. ${NO_TOKEN}`,
    body: team.inviteSchema,
    answer: team.invitationMadeSchema,
  },
  {
    path: '/invitations/{id}/reissue',
    method: 'post',
    tag: 'team',
    summary: 'Make a new link for an invitation; the one before stops working',
    description: NO_TOKEN,
    answer: team.invitationMadeSchema,
  },
  {
    path: '/invitations/{id}',
    method: 'delete',
    tag: 'team',
    status: 204,
    summary: 'Take an invitation back',
    description: NO_TOKEN,
  },
  {
    path: '/invitations/check',
    method: 'post',
    tag: 'team',
    summary: 'What the code of a link offers',
    description:
      'For strangers who hold a code. The code travels in the body, never in an address.',
    body: team.checkInvitationSchema,
    answer: team.invitationOfferSchema,
  },
  {
    path: '/invitations/accept',
    method: 'post',
    tag: 'team',
    status: 201,
    summary: 'Take up a link: join the team, or set a new password',
    description: 'Works once for a code. Signs in by cookie.',
    body: team.joinSchema,
    answer: ok,
  },
]

const access: OperationDoc[] = [
  {
    path: '/tokens',
    method: 'get',
    tag: 'team',
    summary: 'Your API tokens; for an owner, everybody’s',
    answer: z.array(team.tokenViewSchema),
  },
  {
    path: '/tokens',
    method: 'post',
    tag: 'team',
    status: 201,
    summary: 'Make an API token of your own',
    description: `Its role is not above yours, checked at each use. Its text is in this answer only. ${NO_TOKEN}`,
    body: team.createTokenSchema,
    answer: team.tokenMadeSchema,
  },
  {
    path: '/tokens/{id}',
    method: 'delete',
    tag: 'team',
    status: 204,
    summary: 'Revoke an API token',
    description: `Its maker or an owner. Works at once. ${NO_TOKEN}`,
  },
  {
    path: '/sessions',
    method: 'get',
    tag: 'team',
    summary: 'Where you are signed in',
    answer: z.array(team.sessionViewSchema),
  },
  {
    path: '/sessions',
    method: 'delete',
    tag: 'team',
    summary: 'Sign out everywhere else',
    description: NO_TOKEN,
    answer: ended,
  },
  {
    path: '/sessions/{id}',
    method: 'delete',
    tag: 'team',
    status: 204,
    summary: 'End one session',
    description: `Your own, or anybody's for an owner. ${NO_TOKEN}`,
  },
  {
    path: '/audit',
    method: 'get',
    tag: 'team',
    summary: 'Who did what, newest first',
    description:
      'Operators see what operators may read, owners everything. Rows are never changed.',
    query: team.auditQuerySchema,
    answer: team.auditPageSchema,
  },
  {
    path: '/audit/csv',
    method: 'get',
    tag: 'team',
    summary: 'The same as a CSV file, the newest 50 000 rows',
    query: team.auditCsvQuerySchema,
    answer: { mediaType: 'text/csv', description: 'id, at, person, token, kind, subject, message' },
  },
]

/** People, tokens, sessions, who did what. */
export const TEAM: readonly OperationDoc[] = [...people, ...invitations, ...access]
