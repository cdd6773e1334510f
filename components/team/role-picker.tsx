'use client'

import { useId } from 'react'
import type { Role } from '@/lib/schemas/fields'
import { ROLE_WORDS } from './role-words'

interface RolePickerProps {
  value: Role
  roles: readonly Role[]
  onValueChange: (role: Role) => void
  words?: Record<Role, string>
}

/** Roles with what they may do beside them, where one is chosen. */
export function RolePicker({ value, roles, onValueChange, words = ROLE_WORDS }: RolePickerProps) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-caption font-medium text-fg-2">Role</legend>
      <div className="divide-y rounded-md border">
        {roles.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer gap-3 px-3 py-2 transition-colors first:rounded-t-md last:rounded-b-md hover:bg-hover has-checked:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={role}
              checked={role === value}
              onChange={() => onValueChange(role)}
              className="mt-1 size-3.5 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block text-label">{role}</span>
              <span className="block text-caption text-fg-2">{words[role]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
