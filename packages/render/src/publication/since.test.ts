import {
  type CommentState,
  commentMarker,
  publicationLimits,
  readCommentState,
  sinceMarker,
} from "@tollgate/model";
import { byteLength } from "@tollgate/text";
import { describe, expect, it } from "vitest";
import { withSince } from "./since.ts";

const body = `${commentMarker("tollgate")}\n\n### ✘ Block\n\n${sinceMarker}\n\n**To merge this:**\n`;
const before: CommentState = {
  headSha: "abcdef0123456789",
  outcome: "block",
  isWhole: true,
  total: 2,
  todo: [
    { key: "1", label: "cart > adds `@all`" },
    { key: "2", label: "cart > sums" },
  ],
};
const now: CommentState = {
  ...before,
  headSha: "fedcba9876543210",
  todo: [{ key: "2", label: "cart > sums" }, { key: "3" }],
};

/** What stands between marker and verdict, but the hidden state. */
function since(previous: CommentState | undefined, state: CommentState): string {
  const page = withSince(body, previous, state);
  expect(page.startsWith(`${commentMarker("tollgate")}\n`)).toBe(true);
  expect(readCommentState(page)).toEqual(state);
  return page.slice(page.indexOf(sinceMarker) + sinceMarker.length, page.indexOf("**To merge")).trim();
}

describe("what changed since the last push", () => {
  it("names what is done and new, and counts what stays", () => {
    expect(since(before, now)).toBe(
      "**Since `abcdef0`:** block as before; 1 done (`` cart > adds `@all` ``); 1 new; 1 still to do.",
    );
  });

  it("is not told at the first push", () => {
    expect(since(undefined, now)).toBe("");
  });

  it("is not told when a rerun says the same", () => {
    expect(since(before, { ...before, run: { id: 2, attempt: 2 } })).toBe("");
  });

  it("calls nothing done while evidence is missing", () => {
    expect(since(before, { ...now, outcome: "hold", isWhole: false, total: 0, todo: [] })).toBe(
      "**Since `abcdef0`:** block then, hold now; 2 not seen any more (`` cart > adds `@all` ``, `cart > sums`).",
    );
  });

  it("only counts where a list is not whole", () => {
    expect(since({ ...before, total: 900 }, now)).toBe(
      "**Since `abcdef0`:** block as before; 2 things to do, 900 things then.",
    );
  });

  it("says how many more there are than are named", () => {
    const todo = ["1", "2", "3", "4", "5"].map((key) => ({ key, label: key }));
    expect(since({ ...before, todo, total: 5 }, { ...now, outcome: "allow", todo: [], total: 0 })).toBe(
      "**Since `abcdef0`:** block then, allow now; 5 done (`1`, `2`, `3`, 2 more).",
    );
  });

  it("has no list where nothing was to do", () => {
    const done = { ...before, outcome: "allow", todo: [], total: 0 } as const;
    const { headSha: _sha, ...nowhere } = done;
    expect(since(nowhere, { ...done, outcome: "hold" })).toBe(
      "**Since the last run:** allow then, hold now.",
    );
  });

  it("gives way where the comment is full", () => {
    const full = body + "x".repeat(publicationLimits.comment - byteLength(body));
    expect(withSince(full, before, now)).toBe(full);
  });
});
