import { branchEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { RawFileCoverage, RawProblem } from "../reader.ts";
import { emptyRecords, sinkInto } from "../records.ts";
import { headOf } from "../testing/read-all.ts";
import { v8Raw } from "./reader.ts";

type Range = readonly [start: number, end: number, count: number];

const path = "/repo/src/a.js";
const url = "file:///repo/src/a.js";
const text = "function f(a) {\n  if (a) b();\n  return 1;\n}\nf(0);\n";
const whole: Range = [0, text.length, 1];
const called: Range = [0, 43, 1];
const missed: Range = [25, 29, 0];

function script(ranges: readonly (readonly Range[])[], more: object = {}): object {
  const functions = ranges.map((list) => ({
    functionName: "",
    isBlockCoverage: true,
    ranges: list.map(([startOffset, endOffset, count]) => ({ startOffset, endOffset, count })),
  }));
  return { scriptId: "1", url, functions, ...more };
}

const ran = script([[whole], [called, missed]]);

async function read(
  value: unknown,
  texts: Readonly<Record<string, string>> = { [path]: text },
): Promise<{ readonly files: readonly RawFileCoverage[]; readonly problems: readonly RawProblem[] }> {
  const records = emptyRecords();
  const session = v8Raw.open({
    path: "coverage-1.json",
    maps: createMapPool(),
    source: (asked) => ({
      inside: asked.startsWith("/repo/"),
      ...(Object.hasOwn(texts, asked) ? { text: texts[asked]! } : {}),
    }),
    sink: sinkInto(records),
  });
  session.write(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));
  await session.ready?.();
  session.end();
  return records;
}

const codes = (problems: readonly RawProblem[]): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("what V8 counted", () => {
  it("stands on istanbul's entities of the text", async () => {
    const { files, problems } = await read({ result: [ran] });
    expect(problems).toEqual([]);
    expect(files).toHaveLength(1);
    const { map, counts } = files[0]!;
    expect(branchEntities(map).map(({ type }) => type)).toEqual(["if"]);
    // the if, b(), return, f(0); f; the if's two arms
    expect([...counts]).toEqual([1, 0, 1, 1, 1, 0, 1]);
  });

  it("adds over the workers and contexts of a process", async () => {
    const other = script([[whole], [[0, 43, 2]]]);
    const { files } = await read({ result: [ran, other, ran] });
    expect(files.map(({ counts }) => [...counts])).toEqual([[4, 2, 4, 3, 4, 2, 2]]);
  });

  it("is known of calls only where no blocks are counted", async () => {
    const calls = script([[whole], [called]]) as { functions: { isBlockCoverage: boolean }[] };
    calls.functions[1]!.isBlockCoverage = false;
    const { files } = await read({ result: [calls] });
    expect([...files[0]!.counts]).toEqual([-1, -1, -1, 1, 1, -1, -1]);
  });

  it("says 0 of a function that is not told: neither it nor the one around it ran", async () => {
    const { files } = await read({ result: [script([[whole]])] });
    expect([...files[0]!.counts]).toEqual([0, 0, 0, 1, 0, 0, 0]);
  });

  it("is not counted of the runtime, of packages and of other folders", async () => {
    const others = ["node:fs", "", "evalmachine.<anonymous>", "file:///repo/node_modules/a/i.js", "wasm://x"];
    const { files, problems } = await read({ result: others.map((name) => ({ ...ran, url: name })) });
    expect(files).toEqual([]);
    expect(codes(problems)).toEqual(["info no-coverage-data"]);
    const outside = await read({ result: [{ ...ran, url: "file:///elsewhere/a.js" }, ran] });
    expect(outside.files).toHaveLength(1);
    expect(codes(outside.problems)).toEqual(["info outside-repository"]);
  });

  it("is read of a list as Playwright gives it", async () => {
    const page = { ...ran, url: "http://localhost:3000/src/a.js?t=1", source: text };
    const { files, problems } = await read([page]);
    expect(problems).toEqual([]);
    expect(files.map((file) => file.path)).toEqual(["/src/a.js"]);
    expect(codes((await read([])).problems)).toEqual(["error no-coverage-data"]);
  });

  it("leaves out what a hint hides, and says so", async () => {
    const hidden = text.replace("function", "/* c8 ignore next */\nfunction");
    const shift = hidden.length - text.length;
    const moved = script([
      [[0, hidden.length, 1]],
      [
        [shift, 43 + shift, 1],
        [25 + shift, 29 + shift, 0],
      ],
    ]);
    const { files } = await read({ result: [moved] }, { [path]: hidden });
    expect([...files[0]!.counts].filter((count) => count >= 0)).toEqual([1]);
    expect(files[0]!.excluded?.length).toBeGreaterThan(0);
  });
});

describe("a text that is not the one that ran", () => {
  it.each([
    ["longer", `${text}g();\n`],
    ["shorter", text.slice(0, -6)],
    ["as long, with its functions elsewhere", `f(0);\n${text.slice(0, -6)}`],
  ])("is not counted when it is %s", async (_what, other) => {
    const { files, problems } = await read({ result: [ran] }, { [path]: other });
    expect(files).toEqual([]);
    expect(codes(problems)).toEqual(["error map-mismatch", "info no-coverage-data"]);
  });

  it("is not counted when the browser had another one", async () => {
    const { files, problems } = await read([{ ...ran, source: text.replace("return 1", "return 2") }]);
    expect(files).toEqual([]);
    expect(codes(problems)).toEqual(["error map-mismatch", "error no-coverage-data"]);
  });

  it("is told apart from one that was deleted since", async () => {
    const { problems } = await read({ result: [ran] }, {});
    expect(codes(problems)).toEqual(["warning unmapped-path", "info no-coverage-data"]);
  });

  it("is counted when node only took out its types", async () => {
    const comment = `\n\n//# sourceURL=${url}`;
    const stripped = script([[[0, text.length + comment.length, 1]], [called, missed]]);
    const { files, problems } = await read({ result: [stripped] });
    expect(problems).toEqual([]);
    expect(files).toHaveLength(1);
  });

  it("begins with the same offsets behind a byte order mark", async () => {
    const { files } = await read({ result: [ran] }, { [path]: `\ufeff${text}` });
    expect([...files[0]!.counts]).toEqual([1, 0, 1, 1, 1, 0, 1]);
  });
});

describe("a source map", () => {
  const built = { ...ran, url: "file:///repo/dist/a.js" };
  const lineLengths = text.split("\n").map(({ length }) => length);
  const data = {
    version: 3,
    sources: ["../src/a.js"],
    sourcesContent: [text],
    mappings: "AAAA,SAAS;EACP,IAAI,GAAG;EACP,OAAO;AACT;AACA,EAAE",
  };
  const kept = (change: object, lines: readonly unknown[] = lineLengths): object => ({
    result: [built],
    "source-map-cache": {
      [built.url]: { lineLengths: lines, data: { ...data, ...change }, url: "a.js.map" },
    },
  });

  it("leads to the file that the script was made of", async () => {
    const { files, problems } = await read(kept({}));
    expect(problems).toEqual([]);
    expect(files.map((file) => file.path)).toEqual([path]);
    expect(files[0]!.counts[0]).toBe(1);
  });

  it("of another text is a mismatch", async () => {
    const changed = await read(kept({ sourcesContent: [`${text}//`] }));
    expect(codes(changed.problems)).toEqual(["error map-mismatch", "info no-coverage-data"]);
    const longer = await read(kept({}, [...lineLengths, 5]));
    expect(codes(longer.problems)).toEqual(["error map-mismatch", "info no-coverage-data"]);
    const strays = await read(kept({ mappings: `${data.mappings},AASA` }));
    expect(codes(strays.problems)).toEqual(["error map-mismatch", "info no-coverage-data"]);
  });

  it.each([
    ["without mappings", { mappings: null }],
    ["with sources that are no texts", { sources: [1] }],
    ["with lines of negative length", {}, [-1]],
  ])("%s is refused", async (_what, change, lines?: readonly number[]) => {
    const { files, problems } = await read(kept(change, lines));
    expect(files).toEqual([]);
    expect(codes(problems)).toEqual(["error malformed", "info no-coverage-data"]);
  });

  it("stands in the script itself", async () => {
    const inline = `${text}//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ ...data, sources: ["/src/a.js"] })).toString("base64")}`;
    const page = script([[[0, inline.length, 1]], [called, missed]], {
      url: "http://localhost/src/a.js",
      source: inline,
    });
    const { files, problems } = await read([page], {});
    expect(problems).toEqual([]);
    expect(files.map((file) => file.path)).toEqual(["/src/a.js"]);
  });
});

describe("hostile counts and names", () => {
  const withCount = (count: string): string =>
    JSON.stringify({ result: [ran] }).replace('"endOffset":29,"count":0', `"endOffset":29,"count":${count}`);

  it.each(["-1", "1e999", "null", '"9"', "18446744073709551615"])("%s is 0 and an error", async (count) => {
    const { files, problems } = await read(withCount(count));
    expect(files[0]!.counts[1]).toBe(0);
    expect(codes(problems)).toEqual(["error bad-count"]);
  });

  it("of ten thousand million million saturate", async () => {
    const { files } = await read(withCount("1e16"));
    expect(files[0]!.counts[1]).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    ["a range that ends before it begins", { startOffset: 9, endOffset: 3, count: 1 }],
    ["a range without a place", { startOffset: "0", endOffset: 3, count: 1 }],
    ["a negative place", { startOffset: -4, endOffset: 3, count: 1 }],
  ])("%s loses the function, which is an error", async (_what, range) => {
    const told = script([[whole], [called]]) as { functions: { ranges: object[] }[] };
    told.functions[1]!.ranges.push(range);
    const { files, problems } = await read({ result: [told] });
    expect(files[0]!.counts[4]).toBe(0);
    expect(codes(problems)).toEqual(["error missing-field"]);
  });

  it("are no members of objects", async () => {
    const { problems } = await read(
      '{"result":[{"scriptId":"1","url":"/repo/__proto__","functions":[]}],"__proto__":{}}',
    );
    expect(codes(problems)).toEqual(["info no-coverage-data"]);
  });

  it("cut short are an error", async () => {
    const json = JSON.stringify({ result: [ran] });
    for (let length = 30; length < json.length; length += 7) {
      const { problems } = await read(json.slice(0, length));
      expect(codes(problems)).toContain("error truncated");
    }
  });
});

describe("a beginning", () => {
  const takes = (beginning: string): boolean => v8Raw.recognises(headOf(beginning));

  it("is recognised of node and of Playwright", () => {
    expect(takes('{"result":[{"scriptId":"10","url":"node:internal","functions":[{"functionName":"')).toBe(
      true,
    );
    expect(takes('[\n {"url": "http://a/", "scriptId": "4", "source": "let a = {')).toBe(true);
    expect(takes('{"result":[],"timestamp":12.5}')).toBe(true);
  });

  it("is not, of other lists and results", () => {
    expect(takes('{"result":[]}')).toBe(false);
    expect(takes('{"result":[{"url":"a","status":"passed"}]}')).toBe(false);
    expect(takes('[{"url":"a","text":"b","ranges":[]}]')).toBe(false);
  });
});
