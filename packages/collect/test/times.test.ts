import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { headOf, readAll } from "../src/testing/read-all.ts";

/* Section 5 of the fact sheet on test formats, a row each. */

describe("a time in JUnit", () => {
  test.each<[rule: string, written: string, us: number | undefined, said: readonly string[]]>([
    ["thousands comma", "2,120.532", 2_120_532_000, []],
    ["several thousands commas", "1,002,120.5", 1_002_120_500_000, []],
    ["decimal comma behind 0", "0,160", 160_000, []],
    ["decimal comma before two digits", "0,25", 250_000, []],
    ["decimal comma before one digit", "12,5", 12_500_000, []],
    ["comma that may be either", "1,234", undefined, ["warning ambiguous-duration"]],
    ["unit suffix", "80.803us", 81, []],
    ["unit suffix with a blank", "1.5 ms", 1_500, []],
    ["unit that is not known", "3 parsecs", undefined, ["warning unknown-duration"]],
    ["bare number", "1.5", 1_500_000, []],
    ["negative", "-1.5", 0, ["warning unknown-duration"]],
    ["not a number", "NaN", undefined, ["warning unknown-duration"]],
    ["infinite", "inf", undefined, ["warning unknown-duration"]],
    ["longer than an integer holds", "1e300", undefined, ["warning unknown-duration"]],
    ["exponent", "1e-05", 10, []],
    ["empty", "", undefined, []],
  ])("%s: %s", (_rule, written, us, said) => {
    const { tests, problems } = readAll(
      readers["junit-xml"]!,
      `<testsuite name="s"><testcase name="a" time="${written}"/></testsuite>`,
    );
    expect(tests.map(({ durationUs }) => durationUs)).toEqual([us]);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(said);
  });

  test("missing is absent, not 0", () => {
    const { tests, problems } = readAll(
      readers["junit-xml"]!,
      '<testsuite name="s"><testcase name="a"/></testsuite>',
    );
    expect(tests[0]).not.toHaveProperty("durationUs");
    expect(problems).toEqual([]);
  });
});

const jestFile = (entry: string): string =>
  `{"numTotalTestSuites":1,"numPassedTests":1,"numTotalTests":1,"numRuntimeErrorTestSuites":0,"success":true,"testResults":[{"name":"/r/a.test.js","status":"passed","message":"","startTime":1,"endTime":9,"assertionResults":[{"ancestorTitles":[],"fullName":"a","title":"a","status":"passed","failureMessages":[],${entry}}]}]}`;
const vitestTotals =
  '"numPassedTestSuites":1,"numFailedTestSuites":0,"numPendingTestSuites":0,"numFailedTests":0,"numPendingTests":0,"numTodoTests":0,';
const mochaEntry = '{"title":"a","fullTitle":"a","file":"/r/a.js","duration":7,"currentRetry":0,"err":{}}';
const cucumber = (uri: string, duration: string): string =>
  `[{"uri":"a.feature","id":"a","keyword":"Feature","name":"F",${uri}"elements":[{"id":"a;s","type":"scenario","keyword":"Scenario","name":"S","line":3,"steps":[{"keyword":"Given ","name":"x","line":4,"result":{"status":"passed","duration":${duration}}}]}]}]`;

describe("the unit of a time", () => {
  test.each<[format: string, unit: string, us: number, report: string]>([
    [
      "vitest-json",
      "fractional milliseconds",
      1_500,
      jestFile('"duration":1.5,"meta":{}').replace('"numRuntimeErrorTestSuites":0,', vitestTotals),
    ],
    ["jest-json", "milliseconds", 7_000, jestFile('"duration":7,"invocations":1,"location":null')],
    [
      "mocha-json",
      "milliseconds",
      7_000,
      `{"stats":{"suites":1,"tests":1,"passes":1,"pending":0,"failures":0,"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:00:00Z","duration":7},"tests":[${mochaEntry}],"pending":[],"failures":[],"passes":[${mochaEntry}]}`,
    ],
    [
      "mocha-json-stream",
      "milliseconds",
      7_000,
      `["start",{"total":1}]\n["pass",${mochaEntry}]\n["end",{"suites":1,"tests":1,"passes":1,"pending":0,"failures":0,"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:00:00Z","duration":7}]\n`,
    ],
    [
      "playwright-json",
      "milliseconds",
      7_000,
      '{"config":{"rootDir":"/r","version":"1.65.1","projects":[]},"suites":[{"title":"a.spec.ts","file":"a.spec.ts","column":0,"line":0,"specs":[{"title":"a","ok":true,"tags":[],"tests":[{"timeout":1,"annotations":[],"expectedStatus":"passed","projectId":"","projectName":"","results":[{"workerIndex":0,"status":"passed","duration":7,"errors":[],"retry":0}],"status":"expected"}],"id":"1","file":"a.spec.ts","line":1,"column":1}]}],"errors":[],"stats":{"startTime":"2026-01-01T00:00:00Z","duration":9,"expected":1,"skipped":0,"unexpected":0,"flaky":0}}',
    ],
    ["cucumber-json", "nanoseconds of cucumber-js", 7_000, cucumber('"line":1,', "7000000")],
    [
      "cucumber-json",
      "seconds of behave",
      7_000,
      cucumber('"status":"passed",', "0.007").replace(
        '"keyword":"Given "',
        '"keyword":"Given","step_type":"given"',
      ),
    ],
    [
      "cucumber-messages",
      "seconds and nanoseconds",
      1_007_000,
      [
        '{"meta":{"protocolVersion":"27.0.0","implementation":{"name":"x"},"runtime":{"name":"n"},"os":{"name":"o"},"cpu":{"name":"c"}}}',
        '{"pickle":{"id":"p","uri":"a.feature","name":"S","language":"en","astNodeIds":["s"],"tags":[],"steps":[{"id":"ps","text":"x","astNodeIds":["st"]}]}}',
        '{"testRunStarted":{"timestamp":{"seconds":1,"nanos":0}}}',
        '{"testCase":{"id":"tc","pickleId":"p","testSteps":[{"id":"ts","pickleStepId":"ps"}]}}',
        '{"testCaseStarted":{"id":"tcs","testCaseId":"tc","attempt":0,"timestamp":{"seconds":1,"nanos":0}}}',
        '{"testStepFinished":{"testCaseStartedId":"tcs","testStepId":"ts","testStepResult":{"status":"PASSED","duration":{"seconds":1,"nanos":7000000}},"timestamp":{"seconds":2,"nanos":7000000}}}',
        '{"testCaseFinished":{"testCaseStartedId":"tcs","willBeRetried":false,"timestamp":{"seconds":2,"nanos":7000000}}}',
        '{"testRunFinished":{"success":true,"timestamp":{"seconds":3,"nanos":0}}}',
        "",
      ].join("\n"),
    ],
    [
      "go-test-json",
      "seconds",
      10_000,
      '{"Action":"run","Package":"p","Test":"T"}\n{"Action":"pass","Package":"p","Test":"T","Elapsed":0.01}\n{"Action":"pass","Package":"p","Elapsed":0.02}\n',
    ],
    ["tap", "its own suffix", 1_500, "TAP version 13\n1..1\nok 1 - a # time=1.5ms\n"],
    [
      "tap",
      "milliseconds in YAML",
      1_500,
      "TAP version 13\nok 1 - a\n  ---\n  duration_ms: 1.5\n  ...\n1..1\n",
    ],
    [
      "trx",
      "hh:mm:ss.fffffff",
      3_661_500_000,
      '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="a" outcome="Passed" duration="01:01:01.5000000"/></Results><ResultSummary outcome="Completed"/></TestRun>',
    ],
    [
      "trx",
      "end minus start",
      2_000_000,
      '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="a" outcome="Passed" startTime="2026-01-01T00:00:00+00:00" endTime="2026-01-01T00:00:02+00:00"/></Results><ResultSummary outcome="Completed"/></TestRun>',
    ],
    [
      "nunit-xml",
      "seconds of NUnit 3",
      7_000,
      '<test-run result="Passed"><test-suite name="S"><test-case name="a" result="Passed" duration="0.007"/></test-suite></test-run>',
    ],
    [
      "nunit-xml",
      "seconds of NUnit 2",
      7_000,
      '<test-results name="r" total="1" failures="0" not-run="0"><test-suite name="S" success="True"><results><test-case name="a" executed="True" success="True" time="0.007"/></results></test-suite></test-results>',
    ],
    [
      "xunit-xml",
      "seconds",
      7_000,
      '<assemblies><assembly name="a" total="1" passed="1" failed="0" skipped="0"><collection><test name="a" type="T" method="a" time="0.007" result="Pass"/></collection></assembly></assemblies>',
    ],
    [
      "rspec-json",
      "seconds",
      7_000,
      '{"version":"3.13.0","examples":[{"id":"./a_spec.rb[1:1]","description":"a","full_description":"a","status":"passed","file_path":"./a_spec.rb","line_number":1,"run_time":0.007,"pending_message":null}],"summary":{"duration":1,"example_count":1,"failure_count":0,"pending_count":0,"errors_outside_of_examples_count":0},"summary_line":"1 example"}',
    ],
    [
      "ctrf-json",
      "milliseconds",
      7_000,
      '{"reportFormat":"CTRF","specVersion":"0.0.0","results":{"tool":{"name":"x"},"summary":{"tests":1,"passed":1,"failed":0,"skipped":0,"pending":0,"other":0,"start":1,"stop":2},"tests":[{"name":"a","status":"passed","duration":7}]}}',
    ],
    [
      "allure2-json",
      "stop minus start in milliseconds",
      7_000,
      '{"uuid":"u","historyId":"h","name":"a","fullName":"a","status":"passed","stage":"finished","start":1795627540000,"stop":1795627540007,"labels":[]}',
    ],
    [
      "dart-json",
      "milliseconds since the start",
      7_000,
      '{"protocolVersion":"0.1.1","runnerVersion":"1.24.0","pid":1,"type":"start","time":0}\n{"suite":{"id":0,"platform":"vm","path":"a_test.dart"},"type":"suite","time":0}\n{"test":{"id":1,"name":"a","suiteID":0,"groupIDs":[],"metadata":{"skip":false},"line":1,"column":1},"type":"testStart","time":3}\n{"testID":1,"result":"success","skipped":false,"hidden":false,"type":"testDone","time":10}\n{"success":true,"type":"done","time":11}\n',
    ],
    [
      "teamcity",
      "milliseconds",
      7_000,
      "##teamcity[testSuiteStarted name='s']\n##teamcity[testStarted name='a']\n##teamcity[testFinished name='a' duration='7']\n##teamcity[testSuiteFinished name='s']\n",
    ],
    [
      "gtest-json",
      "seconds with their unit",
      7_000,
      '{"tests":1,"failures":0,"disabled":0,"errors":0,"time":"0.1s","name":"AllTests","testsuites":[{"name":"S","tests":1,"failures":0,"disabled":0,"errors":0,"time":"0.1s","testsuite":[{"name":"a","status":"RUN","result":"COMPLETED","time":"0.007s","classname":"S"}]}]}',
    ],
  ])("%s: %s", (format, _unit, us, report) => {
    expect(readers[format]!.recognises(headOf(report))).toBe(true);
    const { tests } = readAll(readers[format]!, report);
    expect(tests.map(({ durationUs }) => durationUs)).toEqual([us]);
  });
});
