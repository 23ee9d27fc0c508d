import type { SameNames, Told } from "./same-names.ts";

export const runnerReports: SameNames = {
  "vitest-json": (...told) =>
    JSON.stringify({
      numTotalTestSuites: 1,
      numPassedTestSuites: 0,
      numFailedTestSuites: 1,
      numPendingTestSuites: 0,
      numTotalTests: told.length,
      numPassedTests: told.filter((status) => status === "passed").length,
      numFailedTests: told.filter((status) => status === "failed").length,
      numPendingTests: told.filter((status) => status === "skipped").length,
      numTodoTests: 0,
      success: false,
      testResults: [
        {
          name: "/repo/a.test.ts",
          status: "failed",
          startTime: 1,
          endTime: 2,
          message: "",
          assertionResults: told.map((status) => ({
            ancestorTitles: ["s"],
            fullName: "s n",
            title: "n",
            status,
            duration: 1,
            failureMessages: status === "failed" ? ["no"] : [],
            meta: {},
          })),
        },
      ],
    }),
  "jest-json": (...told) =>
    JSON.stringify({
      numTotalTests: told.length,
      numRuntimeErrorTestSuites: 0,
      success: false,
      wasInterrupted: false,
      openHandles: [],
      testResults: [
        {
          name: "/repo/a.test.js",
          status: "failed",
          startTime: 1,
          endTime: 2,
          message: "",
          summary: "",
          assertionResults: told.map((status) => ({
            ancestorTitles: ["s"],
            fullName: "s n",
            title: "n",
            status: status === "skipped" ? "pending" : status,
            duration: 1,
            invocations: 1,
            retryReasons: [],
            failureDetails: [],
            failureMessages: status === "failed" ? ["no"] : [],
            numPassingAsserts: 0,
            location: null,
          })),
        },
      ],
    }),
  "mocha-json": (...told) => {
    const tests = told.map((status) => ({
      title: "n",
      fullTitle: "s n",
      file: "/repo/a.js",
      currentRetry: 0,
      ...(status === "passed" ? { speed: "fast" } : {}),
      status,
      err: status === "failed" ? { message: "no", stack: "no" } : {},
    }));
    const of = (wanted: Told): readonly object[] =>
      tests.filter(({ status }) => status === wanted).map(({ status: _own, ...test }) => test);
    return JSON.stringify({
      stats: {
        suites: 1,
        tests: told.length,
        passes: of("passed").length,
        pending: of("skipped").length,
        failures: of("failed").length,
      },
      tests: tests.map(({ status: _own, ...test }) => test),
      pending: of("skipped"),
      failures: of("failed"),
      passes: of("passed"),
    });
  },
  "mochawesome-json": (...told) => {
    const tests = told.map((status, i) => ({
      title: "n",
      fullTitle: "s n",
      uuid: `t${i}`,
      state: status === "skipped" ? "pending" : status,
      pass: status === "passed",
      fail: status === "failed",
      pending: status === "skipped",
      skipped: false,
      timedOut: false,
      duration: 1,
      code: "",
      err: status === "failed" ? { message: "no" } : {},
    }));
    const suite = {
      uuid: "s",
      title: "s",
      file: "a.js",
      fullFile: "/repo/a.js",
      beforeHooks: [],
      afterHooks: [],
      tests,
      suites: [],
      passes: [],
      failures: [],
      pending: [],
      skipped: [],
    };
    return JSON.stringify({
      stats: { tests: told.length, testsRegistered: told.length, hasOther: false },
      results: [{ ...suite, uuid: "r", title: "", tests: [], suites: [suite] }],
      meta: { mochawesome: { version: "7" } },
    });
  },
  "ctrf-json": (...told) =>
    JSON.stringify({
      reportFormat: "CTRF",
      results: {
        tool: { name: "t" },
        summary: { tests: told.length },
        tests: told.map((status) => ({ name: "n", suite: ["s"], status, duration: 1 })),
      },
    }),
};
