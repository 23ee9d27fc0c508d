import { expect, it } from "vitest";
import { wrapped } from "./style.ts";

it("a long reason leaves what to do after it", () => {
  const lines = wrapped(`${"because ".repeat(80)}run it again`, "- ", "  ", { color: false, width: 80 });
  expect(lines.at(-1)).toMatch(/run it again$/);
  const absurd = wrapped("because ".repeat(8000), "- ", "  ", { color: false, width: 80 });
  expect(absurd.join("").length).toBeLessThan(1200);
});
