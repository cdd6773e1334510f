import { expect, test } from 'vitest'
import { problemsOf } from './kubeconfig-problems'

const problem = { field: 'users[0].user.exec', message: 'would start a program.' }
test.each([
  [{ problems: [problem] }, [problem]],
  [{ problems: [problem, null, 'x', { field: 1, message: 'x' }] }, [problem]],
  [{ problems: 'x' }, []],
  [{}, []],
])('%j', (details, expected) => {
  expect(problemsOf(details)).toEqual(expected)
})
