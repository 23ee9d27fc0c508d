import type { ChangedFile, ChangeSet, MergedCase } from "@tollgate/model";
import { aCase } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { disappearedTests } from "./disappeared-tests.ts";

const file = "packages/api/src/cart.test.ts";
const gone = aCase({ name: "is gone", environment: "chromium", status: "failed" });
const sibling = aCase({ name: "stays", file: "packages/api/src/other.test.ts" });

function changed(members: Partial<ChangedFile>): ChangeSet {
  const lines = { content: "text", added: [], blank: [], removed: [] } as const;
  return { baseSha: "b".repeat(40), files: [{ path: file, change: "modified", ...lines, ...members }] };
}

function whyGone(changes: ChangeSet | object, tests: readonly MergedCase[] = [sibling]): unknown {
  return disappearedTests([gone], tests, changes)[0]?.why;
}

describe("a test of the base that is not here", () => {
  it("is told as the base knew it", () => {
    expect(disappearedTests([gone], [sibling], changed({}))).toEqual([
      {
        package: "@shop/api",
        file,
        title: "cart > is gone",
        kind: "unit",
        environment: "chromium",
        status: "failed",
        why: "removed",
      },
    ]);
  });

  it.each<[string, Partial<ChangedFile>, string]>([
    ["edits its file", {}, "removed"],
    [
      "moves its file",
      { path: "packages/api/test/cart.test.ts", oldPath: file, change: "renamed" },
      "removed",
    ],
    ["deletes its file", { change: "deleted" }, "file-deleted"],
    ["copies its file", { path: "packages/api/copy.test.ts", oldPath: file, change: "copied" }, "not-run"],
    ["edits another file", { path: "packages/api/src/cart.ts" }, "not-run"],
  ])("when the change %s", (_, members, why) => {
    expect(whyGone(changed(members))).toBe(why);
  });

  it("was not run where nothing of its package and kind was", () => {
    expect(whyGone(changed({}), [])).toBe("not-run");
    const elsewhere = aCase({ package: "@shop/web", file: "packages/web/a.test.ts" });
    expect(whyGone(changed({}), [aCase({ kind: "e2e" }), elsewhere])).toBe("not-run");
  });

  it("was removed where its file went to another package and ran there", () => {
    const path = "packages/web/cart.test.ts";
    const moved = changed({ path, oldPath: file, change: "renamed" });
    expect(whyGone(moved, [aCase({ package: "@shop/web", file: path })])).toBe("removed");
  });

  it("was not run as far as anybody knows without git, or without its file", () => {
    expect(whyGone({ reason: "no git" })).toBe("not-run");
    const { file: _file, ...nowhere } = gone;
    expect(disappearedTests([nowhere], [sibling], changed({}))[0]?.why).toBe("not-run");
  });
});
