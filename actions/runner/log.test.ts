import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLog } from "./log.ts";

let printed = "";
beforeEach(() => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const print = (text: string): void => void process.stdout.write(text);

it("prints no line that the runner takes for a command", () => {
  const part = fc.constantFrom(
    "::",
    ":",
    "##[",
    "#",
    "\n",
    "\r",
    " ",
    "\u001b[1m",
    "\u2028",
    "set-output name=a",
    "é",
  );
  fc.assert(
    fc.property(fc.array(fc.array(part)), (texts) => {
      printed = "";
      const log = createLog("", print);
      for (const text of texts) log.text(text.join(""));
      log.end();
      for (const line of printed.split(/\r\n|\r|\n/)) expect(line).not.toMatch(/^\s*::|##\[/);
    }),
  );
});

it("prints annotations of the renderer as they are, and what is none as text", () => {
  createLog("s3cret", print).annotations([
    "::error file=a.ts,line=1::b s3cret",
    "::set-output name=a::b",
    "3 more",
  ]);
  expect(printed).toBe("::error file=a.ts,line=1::b ***\n: :set-output name=a::b\n3 more\n");
});

it("keeps lines whole that come in pieces", () => {
  const log = createLog("", print);
  for (const text of ["one\ntw", "o\nthr", "ee"]) log.text(text);
  log.end();
  expect(printed).toBe("one\ntwo\nthree\n");
});

it("prints the token nowhere", () => {
  const log = createLog("s3cret", print);
  log.text("a s3cret\n");
  log.annotate("error", "b s3cret", { title: "c s3cret", file: "s3cret.ts" });
  expect(printed).not.toContain("s3cret");
});

it("escapes what stands in an annotation", () => {
  createLog("", print).annotate("warning", "50%\n::error::x", {
    title: "a,b::c",
    file: "src/a.ts",
    startLine: 3,
  });
  expect(printed).toBe("::warning title=a%2Cb%3A%3Ac,file=src/a.ts,line=3::50%25%0A::error::x\n");
});
