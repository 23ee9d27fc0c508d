import type { ChangedFile, LineRange } from "@tollgate/model";
import fc from "fast-check";

/** What was done to a text, line by line. */
export type Edit = readonly ("keep" | "add" | "remove")[];

export const edits: fc.Arbitrary<Edit> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant("keep" as const) },
    { weight: 1, arbitrary: fc.constantFrom("add" as const, "remove" as const) },
  ),
  { maxLength: 30 },
);

/** The same done backwards. */
export function undone(edit: Edit): Edit {
  return edit.map((step) => (step === "keep" ? step : step === "add" ? "remove" : "add"));
}

/** As git tells it. */
export function changeOf(edit: Edit): ChangedFile {
  const linesOf = (left: "add" | "remove", wanted: "add" | "remove"): readonly LineRange[] => {
    const ranges: [number, number][] = [];
    for (const [i, step] of edit.filter((of) => of !== left).entries()) {
      if (step !== wanted) continue;
      const last = ranges.at(-1);
      if (last?.[1] === i) last[1] = i + 1;
      else ranges.push([i + 1, i + 1]);
    }
    return ranges;
  };
  return {
    path: "src/cart.ts",
    change: "modified",
    content: "text",
    added: linesOf("remove", "add"),
    removed: linesOf("add", "remove"),
    blank: [],
  };
}

/** Where each line of the old text is in the new one, counted one by one. */
export function newLines(edit: Edit): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let [before, after] = [0, 0];
  for (const step of edit) {
    if (step !== "add") before++;
    if (step !== "remove") after++;
    if (step === "keep") lines.set(before, after);
  }
  return lines;
}

export function countBefore(edit: Edit): number {
  return edit.filter((step) => step !== "add").length;
}
