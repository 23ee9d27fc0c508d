import { branchEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import type { RawFileCoverage } from "../reader.ts";
import { describeCoverageDamage } from "../testing/coverage-damage.ts";
import { codesOf, functionsOf, linesOf } from "../testing/line-figures.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { opencover } from "./reader.ts";

const file = '<File uid="1" fullPath="C:\\src\\A.cs"/>';

function read(modules: string, summary = ""): AllRecords {
  return readAll(
    opencover,
    `<?xml version="1.0"?><CoverageSession>${summary}<Modules>${modules}</Modules></CoverageSession>`,
  );
}

function moduleOf(methods: string, files = file, attributes = ""): string {
  return `<Module${attributes}><ModuleName>A</ModuleName><Files>${files}</Files><Classes><Class><Methods>${methods}</Methods></Class></Classes></Module>`;
}

function methodOf(name: string, points: string, branches = "", methodPoint = "", attributes = ""): string {
  return `<Method${attributes}><Name>${name}</Name><FileRef uid="1"/><SequencePoints>${points}</SequencePoints><BranchPoints>${branches}</BranchPoints>${methodPoint}</Method>`;
}

function point(line: number, hits: number | string, fileId = ' fileid="1"'): string {
  return `<SequencePoint vc="${hits}" sl="${line}" sc="1" el="${line}" ec="9"${fileId}/>`;
}

function branchPoint(line: number, offset: number, path: number, hits: number): string {
  return `<BranchPoint vc="${hits}" offset="${offset}" sl="${line}" path="${path}" offsetend="9"/>`;
}

/** Line and the hits of its arms, for each branch. */
function branchesOf({ map, counts }: RawFileCoverage): readonly string[] {
  let arm = map.statements.length / 4 + map.functions.names.length;
  return branchEntities(map).map(({ line, arms }) => {
    const hits = Array.from({ length: arms.length / 2 }, () => counts[arm++]);
    return `${line}: ${hits.join(" ")}`;
  });
}

describe("points", () => {
  it("are lines of the file that they name, or that their method names", () => {
    const { files, problems } = read(moduleOf(methodOf("f", point(3, 2) + point(4, 0, ""))));
    expect(files[0]!.path).toBe("C:/src/A.cs");
    expect(linesOf(files[0]!)).toEqual({ 3: 2, 4: 0 });
    expect(problems).toEqual([]);
  });

  it("of one line are one, with the larger count, also of several modules", () => {
    const modules = moduleOf(methodOf("f", point(3, 2) + point(3, 0))) + moduleOf(methodOf("f", point(3, 5)));
    expect(linesOf(read(modules).files[0]!)).toEqual({ 3: 5 });
  });

  it("use the numbers of their own module", () => {
    const other = '<File uid="1" fullPath="b.cs"/>';
    const { files } = read(
      moduleOf(methodOf("f", point(3, 2))) + moduleOf(methodOf("g", point(1, 0)), other),
    );
    expect(files.map((one) => [one.path, linesOf(one)])).toEqual([
      ["C:/src/A.cs", { 3: 2 }],
      ["b.cs", { 1: 0 }],
    ]);
  });

  it("of code that has no line are left out", () => {
    expect(linesOf(read(moduleOf(methodOf("f", point(16_707_566, 1) + point(2, 1)))).files[0]!)).toEqual({
      2: 1,
    });
  });

  it.each(["-1", "x", "", "18446744073709551615"])(
    "with the count %j are not covered, and an error",
    (count) => {
      const result = read(moduleOf(methodOf("f", point(3, count))));
      expect(linesOf(result.files[0]!)).toEqual({ 3: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
    },
  );

  it.each([
    ["of a file that is not there", moduleOf(methodOf("f", point(3, 1, ' fileid="7"')))],
    ["outside a method", moduleOf(point(3, 1))],
  ])("%s are an error", (_what, text) => {
    expect(codesOf(read(text))).toContain("malformed error");
  });
});

describe("branches", () => {
  it("have an arm for each way out of a jump", () => {
    const arms =
      branchPoint(3, 10, 1, 0) +
      branchPoint(3, 10, 0, 4) +
      branchPoint(3, 20, 0, 1) +
      branchPoint(3, 20, 1, 1);
    const { files } = read(moduleOf(methodOf("f", point(3, 1), arms)));
    expect(branchesOf(files[0]!)).toEqual(["3: 4 0", "3: 1 1"]);
  });

  it("of one place in several modules are one, with the larger counts", () => {
    const of = (hits: number): string =>
      moduleOf(methodOf("f", point(3, 1), branchPoint(3, 10, 0, hits) + branchPoint(3, 10, 1, 1 - hits)));
    expect(branchesOf(read(of(1) + of(0)).files[0]!)).toEqual(["3: 1 1"]);
  });
});

describe("a branch", () => {
  it.each(['offset="7"', 'path="0"', 'offset="x" path="0"'])(
    "with %s alone is an error, and not counted",
    (place) => {
      const result = read(moduleOf(methodOf("f", point(3, 1), `<BranchPoint vc="1" sl="3" ${place}/>`)));
      expect(branchesOf(result.files[0]!)).toEqual([]);
      expect(codesOf(result)).toEqual(["missing-field error"]);
    },
  );
});

describe("methods", () => {
  it("are functions at their first line, entered as often as they say", () => {
    const { files } = read(
      moduleOf(
        methodOf("A::f()", point(4, 9) + point(3, 2), "", '<MethodPoint vc="2"/>') +
          methodOf("A::g()", point(7, 3), "", "<MethodPoint/>"),
      ),
    );
    expect(functionsOf(files[0]!)).toEqual(["A::f()@3: 2", "A::g()@7: 3"]);
  });

  it("without a point are none", () => {
    const { files } = read(moduleOf(methodOf("get", "", "", '<MethodPoint vc="2"/>')));
    expect(functionsOf(files[0]!)).toEqual([]);
  });
});

describe("what is skipped", () => {
  it("was not measured: modules with all they hold, and methods", () => {
    const skip = ' skippedDueTo="Filter"';
    const hidden = moduleOf(methodOf("f", point(3, 0)), '<File uid="1" fullPath="hidden.cs"/>', skip);
    const { files, problems } = read(
      hidden + moduleOf(methodOf("f", point(3, 1)) + methodOf("g", point(9, 0), "", "", skip)),
    );
    expect(files.map((one) => [one.path, linesOf(one)])).toEqual([["C:/src/A.cs", { 3: 1 }]]);
    expect(problems).toEqual([]);
  });

  it("wholly is no coverage data", () => {
    expect(codesOf(read(moduleOf("", file, ' skippedDueTo="MissingPdb"')))).toEqual([
      "no-coverage-data error",
    ]);
  });
});

describe("the summary", () => {
  const summary = (points: number, visited: number): string =>
    `<Summary numSequencePoints="${points}" visitedSequencePoints="${visited}" numBranchPoints="99"/>`;
  const one = moduleOf(methodOf("f", point(3, 1)));

  it.each([
    [1, 1, []],
    [2, 1, ["declared-totals-differ error"]],
    [1, 2, ["declared-totals-differ error"]],
    [0, 0, []],
  ])("with %d points of which %d ran: %j", (points, visited, wanted) => {
    expect(codesOf(read(one, summary(points, visited)))).toEqual(wanted);
  });

  it("that is smaller is a warning", () => {
    expect(codesOf(read(one + one, summary(1, 1)))).toEqual(["declared-totals-differ warning"]);
  });
});

describe("OpenCover is recognised", () => {
  it.each([
    '<?xml version="1.0"?><CoverageSession xmlns:xsi="x">',
    "\ufeff<CoverageSession/>",
    "  <root>\n  <CoverageSession>",
  ])("in %j", (text) => {
    expect(opencover.recognises(headOf(text))).toBe(true);
  });

  it.each(["<root><module/></root>", "<coverage/>", "<Session/>", ""])("never in %j", (text) => {
    expect(opencover.recognises(headOf(text))).toBe(false);
  });
});

// Written by OpenCover 4.6 and cut to two methods.
const whole = `<?xml version="1.0" encoding="utf-8"?>
<CoverageSession xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Version="4.6.601.0">
  <Summary numSequencePoints="5" visitedSequencePoints="3" numBranchPoints="3" visitedBranchPoints="2" sequenceCoverage="60" branchCoverage="66.67" />
  <Modules>
    <Module skippedDueTo="Filter" hash="7F-4E"><ModuleName>mscorlib</ModuleName><Classes /></Module>
    <Module hash="51-47">
      <ModuleName>Test</ModuleName>
      <Files>
        <File uid="1" fullPath="C:\\temp\\PartialClass.cs" />
        <File uid="2" fullPath="C:\\temp\\TestClass2.cs" />
      </Files>
      <Classes>
        <Class>
          <FullName>Test.PartialClass</FullName>
          <Methods>
            <Method visited="true" cyclomaticComplexity="2" isConstructor="false">
              <MetadataToken>100663300</MetadataToken>
              <Name>System.Void Test.PartialClass::set_SomeProperty(System.Int32)</Name>
              <FileRef uid="1" />
              <SequencePoints>
                <SequencePoint vc="1" uspid="78" ordinal="0" offset="0" sl="24" sc="13" el="24" ec="14" bec="0" bev="0" fileid="1" />
                <SequencePoint vc="1" uspid="79" ordinal="1" offset="1" sl="25" sc="17" el="25" ec="31" bec="2" bev="1" fileid="1" />
                <SequencePoint vc="0" uspid="80" ordinal="2" offset="9" sl="26" sc="17" el="26" ec="18" bec="0" bev="0" fileid="1" />
              </SequencePoints>
              <BranchPoints>
                <BranchPoint vc="1" uspid="81" ordinal="0" offset="7" sl="25" path="0" offsetend="9" fileid="1" />
                <BranchPoint vc="0" uspid="82" ordinal="1" offset="7" sl="25" path="1" offsetend="20" fileid="1" />
              </BranchPoints>
              <MethodPoint xsi:type="SequencePoint" vc="1" uspid="78" ordinal="0" offset="0" sl="24" fileid="1" />
            </Method>
            <Method visited="true" cyclomaticComplexity="1" isConstructor="false">
              <Name>System.Void Test.TestClass2::Print(System.String)</Name>
              <FileRef uid="2" />
              <SequencePoints>
                <SequencePoint vc="3" uspid="90" ordinal="0" offset="0" sl="9" sc="9" el="9" ec="10" bec="0" bev="0" fileid="2" />
                <SequencePoint vc="0" uspid="91" ordinal="1" offset="1" sl="10" sc="13" el="10" ec="44" bec="0" bev="0" fileid="2" />
              </SequencePoints>
              <BranchPoints />
              <MethodPoint vc="3" uspid="92" ordinal="0" offset="0" />
            </Method>
          </Methods>
        </Class>
      </Classes>
    </Module>
  </Modules>
</CoverageSession>
`;

describeCoverageDamage({
  reader: opencover,
  files: [Buffer.from(whole)],
  missedIn: (text) => {
    const hits = new Map<string, boolean>();
    for (const [, count, line, id] of text.matchAll(
      /<SequencePoint vc="(\d{1,9})"[^<>]* sl="([1-9]\d{0,5})"[^<>]* fileid="(\d+)" \/>/g,
    ))
      hits.set(`${id} ${line}`, hits.get(`${id} ${line}`) === true || Number(count) > 0);
    return [...hits.values()].filter((hit) => !hit).length;
  },
  mayEnd: (text) => /<\/CoverageSession>\s*$/.test(text),
});
