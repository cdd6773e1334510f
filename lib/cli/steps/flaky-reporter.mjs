// Names, at the end of a Vitest run, the tests that needed their second try.
export default class FlakyReporter {
  #names = []

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky)
      this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`)
  }

  onTestRunEnd() {
    for (const name of this.#names) console.log(`Flaky: ${name}`)
  }
}
