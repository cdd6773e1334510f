'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './icon-button'
import { Input, type InputProps } from './input'

/** A password with an eye to check the typing. */
export function PasswordInput({ inputSize, ...rest }: Omit<InputProps, 'type'>) {
  const [visible, setVisible] = useState(false)
  return (
    <span className="relative block">
      <Input
        type={visible ? 'text' : 'password'}
        inputSize={inputSize}
        className="pr-9"
        autoCapitalize="off"
        {...rest}
      />
      <IconButton
        label={visible ? 'Hide password' : 'Show password'}
        tooltip={false}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute! top-1/2 right-1 -translate-y-1/2 aria-pressed:bg-transparent"
      >
        {visible ? <EyeOff /> : <Eye />}
      </IconButton>
    </span>
  )
}
