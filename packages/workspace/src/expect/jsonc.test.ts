import { describe, expect, it } from "vitest";
import { lineOfKey, parseJsonc } from "./jsonc.ts";

describe("JSON with comments", () => {
  it("keeps what looks like a comment or a comma inside strings", () => {
    const text = `\uFEFF{ // tasks
      "tasks": { /* one
      of them */ "test": { "outputs": ["a//b", "/* c */", ",]", "\\"//"], }, },
    }`;
    expect(parseJsonc(text)).toEqual({ tasks: { test: { outputs: ["a//b", "/* c */", ",]", '"//'] } } });
  });

  it.each(["", "{", "{ // }", "{ 'a': 1 }", "/* {}"])("refuses %j", (text) => {
    expect(() => parseJsonc(text)).toThrow();
  });
});

describe("the line of a key", () => {
  const text = '{\n  "name": "test",\n  "scripts": {\n    "test": "x",\n    "a.b": "x"\n  }\n}\n';

  it.each([
    ["test", 4],
    ["a.b", 5],
    ["gone", 3],
  ])("%s", (key, line) => expect(lineOfKey(text, ["scripts"], key)).toBe(line));

  it("is the first where nothing is found", () => {
    expect(lineOfKey("{}", ["scripts"], "test")).toBe(1);
  });
});
