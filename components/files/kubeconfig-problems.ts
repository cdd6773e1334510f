/** A refused field and why. */
export interface FieldProblem {
  field: string
  message: string
}

function isProblem(value: unknown): value is FieldProblem {
  if (typeof value !== 'object' || value === null) return false
  const { field, message } = value as Record<string, unknown>
  return typeof field === 'string' && typeof message === 'string'
}

/** The refused fields of an answer's details; none when it names none. */
export function problemsOf({ problems }: Readonly<Record<string, unknown>>): FieldProblem[] {
  return Array.isArray(problems) ? problems.filter(isProblem) : []
}
