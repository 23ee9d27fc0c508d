import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeDamage } from "../testing/xml-laws.ts";
import { xunitXml } from "./reader.ts";
import { recogniseXunit } from "./recognise.ts";

const [failing, hook] = ["mocha-failing", "mocha-hook"].map((name) =>
  readFileSync(new URL(`fixtures/${name}.xml`, import.meta.url)),
) as [Buffer, Buffer];

function report(tests: string, errors = "", totals = ""): AllRecords {
  return readAll(
    xunitXml,
    `<assemblies schema-version="2"><assembly name="C:\\b\\Shop.dll" test-framework="xUnit.net 2.9.0" ${totals}>` +
      `<errors>${errors}</errors><collection name="Test collection for Shop.CartTests">${tests}</collection>` +
      `</assembly></assemblies>`,
  );
}

function outline({ tests }: AllRecords): readonly string[] {
  return tests.map(({ suite, name, status }) => `${status} ${[...suite, name].join(" > ")}`);
}

function codes({ problems }: AllRecords): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}

describe("recognition", () => {
  test.each([
    `<assemblies>`,
    `<?xml version="1.0"?>\n<assemblies schema-version="3" id="a">`,
    `<assembly name="a.dll" run-date="2020-01-01" total="3">`,
  ])("takes %j", (text) => {
    expect(recogniseXunit(headOf(text))).toBe(true);
  });

  test.each([
    `<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">`,
    `<assembly xmlns="http://maven.apache.org/plugins/maven-assembly-plugin/assembly/1.1.3">`,
    `<testsuites>`,
    "",
  ])("leaves %j", (text) => {
    expect(recogniseXunit(headOf(text))).toBe(false);
  });
});

describe("results", () => {
  test.each([
    ["Pass", "passed", []],
    ["Fail", "failed", []],
    ["Skip", "skipped", []],
    ["NotRun", "skipped", []],
    ["pass", "errored", ["warning unknown-status"]],
    ["", "errored", ["warning unknown-status"]],
  ] as const)("%j is %s", (word, status, problems) => {
    const read = report(`<test name="Shop.CartTests.A" type="Shop.CartTests" result="${word}"/>`);
    expect(outline(read)).toEqual([`${status} Shop.CartTests > A`]);
    expect(codes(read)).toEqual(problems);
  });

  test("without a word is an error", () => {
    expect(outline(report(`<test name="A" type="Shop.CartTests"/>`))).toEqual(["errored Shop.CartTests > A"]);
  });

  test("a failure inside stands, whatever the word", () => {
    const { tests, producer } = report(
      `<test name="A" result="Pass" time="0,014"><failure exception-type="Xunit.Sdk.TrueException"><message><![CDATA[Assert.True() Failure]]></message><stack-trace><![CDATA[   at A]]></stack-trace></failure></test>`,
    );
    expect(tests[0]).toEqual({
      suite: ["Test collection for Shop.CartTests"],
      name: "A",
      status: "failed",
      durationUs: 14_000,
      details: [
        {
          kind: "failure",
          type: "Xunit.Sdk.TrueException",
          message: "Assert.True() Failure",
          text: "   at A",
        },
      ],
    });
    expect(producer).toBe("xUnit.net 2.9.0");
  });

  test("the arguments of a theory are part of the name", () => {
    expect(
      outline(
        report(
          [2, 3]
            .map(
              (i) =>
                `<test name="Shop.CartTests.A(i: ${i})" type="Shop.CartTests" method="A" result="Pass"/>`,
            )
            .join(""),
        ),
      ),
    ).toEqual(["passed Shop.CartTests > A(i: 2)", "passed Shop.CartTests > A(i: 3)"]);
  });

  test("file and line are told where the report has them", () => {
    expect(
      report(`<test name="A" result="Pass" source-file="/b/A.cs" source-line="7"/>`).tests[0],
    ).toMatchObject({ file: "/b/A.cs", line: 7 });
  });

  test.each([`<reason><![CDATA[later]]></reason>`, `<reason><message>later</message></reason>`])(
    "the reason of a skip: %s",
    (reason) => {
      expect(report(`<test name="A" result="Skip">${reason}</test>`).tests[0]?.details).toEqual([
        { kind: "skip", message: "later" },
      ]);
    },
  );

  test("an element that is not known makes a pass an error", () => {
    const read = report(`<test name="A" type="C" result="Pass"><gailure/></test>`);
    expect(outline(read)).toEqual(["errored C > A"]);
    expect(codes(read)).toEqual(["error unknown-element"]);
  });

  test.each([
    ["1.5", 1_500_000],
    ["1,234", undefined],
    ["soon", undefined],
  ])("time %s is %s µs", (time, us) => {
    expect(report(`<test name="A" result="Pass" time="${time}"/>`).tests[0]?.durationUs).toBe(us);
  });
});

describe("errors outside tests", () => {
  test("are cases of their own", () => {
    const read = report(
      `<test name="A" type="C" result="Pass"/>`,
      `<error type="test-class-cleanup" name="Shop.CartTests"><failure exception-type="System.Exception"><message>no end</message></failure></error><error/>`,
      `total="1" passed="1" failed="0" errors="2"`,
    );
    expect(outline(read)).toEqual([
      "errored Shop.dll > test-class-cleanup Shop.CartTests",
      "errored Shop.dll > error",
      "passed C > A",
    ]);
    expect(read.entries).toBe(1);
    expect(codes(read)).toEqual([]);
  });

  test("that are only counted are an error", () => {
    expect(
      codes(report(`<test name="A" type="C" result="Pass"/>`, "", `total="2" failed="0" errors="1"`)),
    ).toEqual(["error declared-totals-differ", "error cases-dropped"]);
  });
});

test("a class of version 1 is a suite that may fail by itself", () => {
  const read = readAll(
    xunitXml,
    `<assembly name="a.dll" run-date="2010-01-01"><class name="C"><failure exception-type="E"><message>no fixture</message></failure><test name="C.A" type="C" result="Pass"/></class></assembly>`,
  );
  expect(outline(read)).toEqual(["errored C", "passed C > A"]);
});

test("an assembly without a test is an error", () => {
  expect(
    codes(readAll(xunitXml, `<assemblies><assembly name="a"><errors/></assembly></assemblies>`)),
  ).toEqual(["error no-tests"]);
});

test("mocha-xunit-reporter: failures in suites inside suites", () => {
  const read = readAll(xunitXml, failing);
  expect(outline(read)).toEqual([
    "passed cart > cart adds an item",
    "failed cart > cart takes the total",
    "failed discount > cart discount throws",
  ]);
  expect(codes(read)).toEqual([]);
});

test("mocha-xunit-reporter: a hook that fails is a test", () => {
  expect(outline(readAll(xunitXml, hook))).toEqual(['failed orders > orders "before all" hook for "lists"']);
});

describeDamage({
  reader: xunitXml,
  files: [failing, hook],
  ending: /<\/assemblies>\s*$/,
});
