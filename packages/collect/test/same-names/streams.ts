import type { SameNames } from "./same-names.ts";

export const streams: SameNames = {
  "mocha-json-stream": (...told) =>
    [
      ["start", { total: told.length }],
      ...told
        .filter((status) => status !== "skipped")
        .map((status) => [
          status === "passed" ? "pass" : "fail",
          {
            title: "n",
            fullTitle: "s n",
            file: "/repo/a.js",
            currentRetry: 0,
            ...(status === "failed" ? { err: "no", stack: "no" } : {}),
          },
        ]),
      ["end", { tests: told.length }],
    ]
      .map((line) => JSON.stringify(line))
      .join("\n"),
  "go-test-json": (...told) =>
    [
      { Action: "start" },
      ...told.flatMap((status) => [
        { Action: "run", Test: "N" },
        { Action: { passed: "pass", failed: "fail", skipped: "skip" }[status], Test: "N", Elapsed: 0 },
      ]),
      { Action: "fail", Elapsed: 0 },
    ]
      .map(({ Action, ...event }) =>
        JSON.stringify({ Time: "2026-01-01T00:00:00Z", Action, Package: "p", ...event }),
      )
      .join("\n"),
  tap: (...told) =>
    `TAP version 13\n1..${told.length}\n${told
      .map(
        (status, i) =>
          `${status === "failed" ? "not ok" : "ok"} ${i + 1} - n${status === "skipped" ? " # SKIP" : ""}`,
      )
      .join("\n")}\n`,
  teamcity: (...told) =>
    [
      "##teamcity[testSuiteStarted name='s']",
      ...told.flatMap((status) => [
        "##teamcity[testStarted name='n']",
        ...(status === "failed" ? ["##teamcity[testFailed name='n' message='no']"] : []),
        ...(status === "skipped" ? ["##teamcity[testIgnored name='n' message='']"] : []),
        "##teamcity[testFinished name='n' duration='1']",
      ]),
      "##teamcity[testSuiteFinished name='s']",
    ].join("\n"),
  "dart-json": (...told) =>
    [
      { type: "start", protocolVersion: "0.1.1", runnerVersion: "1", pid: 1, time: 0 },
      { type: "suite", suite: { id: 0, platform: "vm", path: "test/a_test.dart" }, time: 0 },
      { type: "group", group: { id: 1, suiteID: 0, name: "", testCount: told.length }, time: 0 },
      ...told.flatMap((status, i) => [
        {
          type: "testStart",
          test: {
            id: i + 2,
            name: "n",
            suiteID: 0,
            groupIDs: [1],
            metadata: { skip: false },
            line: 3,
            url: null,
          },
          time: 1,
        },
        ...(status === "failed"
          ? [{ type: "error", testID: i + 2, error: "no", stackTrace: "", isFailure: true, time: 1 }]
          : []),
        {
          type: "testDone",
          testID: i + 2,
          result: status === "failed" ? "failure" : "success",
          hidden: false,
          skipped: status === "skipped",
          time: 2,
        },
      ]),
      { type: "done", success: false, time: 3 },
    ]
      .map((line) => JSON.stringify(line))
      .join("\n"),
};
