import { describe, expect, it } from "vitest";
import { runTiny } from "./tiny-action.ts";

const append = (file: string, text: string): string =>
  `appendFileSync(process.env.GITHUB_${file}, ${JSON.stringify(text)});`;

describe("outputs and variables by file", () => {
  it("are pairs, also of several lines", async () => {
    const result = await runTiny(
      append("OUTPUT", "a=1=2\n\nb<<END\nx\n\ny=z\nEND\nempty<<END\nEND\na=3\nc=<<d") +
        append("ENV", "NAME<<END\nvalue\nEND\n") +
        append("PATH", "/opt/one\n\n/opt/two\n") +
        append("STATE", "kept=1\n"),
    );
    expect(result.outcome).toBe("success");
    expect([...result.outputs]).toEqual([
      ["a", "3"],
      ["b", "x\n\ny=z"],
      ["empty", ""],
      ["c", "<<d"],
    ]);
    expect([...result.env]).toEqual([["NAME", "value"]]);
    expect(result.paths).toEqual(["/opt/one", "/opt/two"]);
    expect([...result.state]).toEqual([["kept", "1"]]);
  });

  it.each([
    ["no pair", "just text", "Invalid format 'just text'"],
    ["no name", "=1", "Invalid format '=1'. Name must not be empty"],
    ["no delimiter", "a<<", "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty"],
    ["no end", "a<<END\nb\n", "Invalid value. Matching delimiter not found 'END'"],
  ])("fail the step with %s", async (_, text, message) => {
    const result = await runTiny(append("OUTPUT", text) + append("ENV", "A=1"));
    expect(result).toMatchObject({ outcome: "failure", exitCode: 0 });
    expect(result.annotations.map((each) => each.message)).toEqual([
      "Unable to process file command 'output' successfully.",
      message,
    ]);
    expect(result.env.get("A")).toBe("1");
  });

  it("never carry NODE_OPTIONS to the next step", async () => {
    const result = await runTiny(append("ENV", "Node_Options=--require=/tmp/x\nA=1\n"));
    expect([...result.env]).toEqual([["A", "1"]]);
    expect(result.annotations[0]?.message).toBe(
      "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
    );
  });

  it("may be removed by the step", async () => {
    const result = await runTiny(`
      const { rmSync } = await import("node:fs");
      for (const name of ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"]) rmSync(process.env["GITHUB_" + name]);`);
    expect(result).toMatchObject({ outcome: "success", summary: undefined, paths: [] });
  });
});

describe("the summary", () => {
  it("is masked line by line", async () => {
    const result = await runTiny(
      `console.log("::add-mask::hush");${append("STEP_SUMMARY", "# hush\nhu\nsh\n")}`,
    );
    expect(result.summary).toBe("# ***\nhu\nsh\n");
  });

  it("is there at 1 MiB and lost whole above it", async () => {
    const write = (size: number): string =>
      `writeFileSync(process.env.GITHUB_STEP_SUMMARY, "x".repeat(${size}));`;
    const limit = 1024 * 1024;
    expect((await runTiny(write(limit))).summary).toHaveLength(limit);
    const lost = await runTiny(write(limit + 1));
    expect(lost).toMatchObject({ outcome: "success", summary: undefined });
    expect(lost.annotations[0]).toMatchObject({
      level: "error",
      message: expect.stringContaining("supports content up to a size of 1024k, got 1024k."),
    });
  });
});
