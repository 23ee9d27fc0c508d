import fc from "fast-check";
import { runRecord } from "../../tollgate-run/run-record.ts";
import { encodeEnd, encodeHeader, encodeTest } from "../../tollgate-tests/encode.ts";

/* Streams of test events in the shapes that `go test -json`, `dart test` and our own reporters write. */

const title: fc.Arbitrary<string> = fc.constantFrom("TestA", "TestB", "TestB/x", "TestC", "__proto__");

/** Tests of one package that begin and end, one after the other, and the end of the package. */
export const goStream: fc.Arbitrary<string> = fc
  .uniqueArray(fc.tuple(title, fc.constantFrom("pass", "fail", "skip")), {
    minLength: 1,
    maxLength: 5,
    selector: ([name]) => name,
  })
  .map((tests) => {
    const events = tests.flatMap(([name, end]) => [
      goEvent("run", name),
      goEvent("output", name, `,"Output":"=== RUN   ${name}\\n"`),
      goEvent(end, name, ',"Elapsed":0.01'),
    ]);
    const verdict = tests.some(([, end]) => end === "fail") ? "fail" : "pass";
    return `${[...events, `{"Action":"${verdict}","Package":"example.org/p","Elapsed":0.02}`].join("\n")}\n`;
  });

function goEvent(action: string, test: string, rest = ""): string {
  return `{"Action":"${action}","Package":"example.org/p","Test":"${test}"${rest}}`;
}

/** One suite of tests that begin and end. */
export const dartStream: fc.Arbitrary<string> = fc
  .array(fc.tuple(title, fc.constantFrom("success", "failure", "error"), fc.boolean()), {
    minLength: 1,
    maxLength: 5,
  })
  .map((tests) =>
    [
      '{"protocolVersion":"0.1.1","runnerVersion":"1.24.0","pid":1,"type":"start","time":0}',
      '{"suite":{"id":0,"platform":"vm","path":"test/a_test.dart"},"type":"suite","time":0}',
      ...tests.flatMap(([name, result, skipped], i) => [
        `{"test":{"id":${i + 1},"name":"${name}","suiteID":0,"groupIDs":[],"metadata":{"skip":${skipped}},"line":1,"column":1},"type":"testStart","time":1}`,
        ...(result === "success"
          ? []
          : [
              `{"testID":${i + 1},"error":"no","stackTrace":"","isFailure":${result === "failure"},"type":"error","time":2}`,
            ]),
        `{"testID":${i + 1},"result":"${result}","skipped":${skipped && result === "success"},"hidden":false,"type":"testDone","time":2}`,
      ]),
      `{"success":${tests.every(([, result]) => result === "success")},"type":"done","time":3}`,
      "",
    ].join("\n"),
  );

/** A run of our own reporters. */
export const ownStream: fc.Arbitrary<string> = fc
  .array(fc.tuple(title, fc.constantFrom("passed", "failed", "errored", "skipped")), {
    minLength: 1,
    maxLength: 5,
  })
  .map((tests) => {
    const verdict = tests.some(([, status]) => status === "failed" || status === "errored")
      ? "failed"
      : "passed";
    return [
      encodeHeader({ runner: "vitest 5.1.1", startedAt: 1 }),
      ...tests.map(([name, status]) =>
        encodeTest({
          suite: ["a"],
          name,
          status,
          details: status === "failed" ? [{ kind: "failure", message: "no" }] : [],
        }),
      ),
      encodeEnd({ verdict, tests: tests.length, endedAt: 2, errors: [] }),
    ].join("");
  });

/** The record of one command. */
export const runRecords: fc.Arbitrary<string> = fc
  .tuple(title, fc.constantFrom("passed" as const, "failed" as const, "interrupted" as const), fc.boolean())
  .map(([task, verdict, isEnded]) => {
    const begin = { task, package: "", startedAt: 1 };
    if (!isEnded) return runRecord(begin);
    return runRecord(begin, { verdict, exitCode: verdict === "passed" ? 0 : 1, endedAt: 2, errors: [] });
  });
