import type { ChangedFile } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { publicationOptions, remarkOptions } from "./publication-options.ts";

describe("what a publication is told", () => {
  it.each([
    [{ GITHUB_RUN_ID: "12", GITHUB_RUN_ATTEMPT: "2" }, { run: { id: 12, attempt: 2 } }],
    [{ GITHUB_RUN_ID: "12", GITHUB_RUN_ATTEMPT: "" }, { run: { id: 12, attempt: 1 } }],
    [{ GITHUB_RUN_ID: "12", GITHUB_RUN_ATTEMPT: "x" }, {}],
    [{ GITHUB_RUN_ID: "0x12" }, {}],
    [{}, {}],
  ])("is the CI run of %j", (env, options) => {
    expect(publicationOptions({ env })).toEqual(options);
  });

  it("is whose it is, by a name that a gate can have", () => {
    expect(publicationOptions({ env: {} }, "nightly")).toEqual({ gate: "nightly" });
    expect(() => publicationOptions({ env: {} }, "Nightly run")).toThrow('The gate is called "Nightly run".');
  });

  it("is what changed, and which files there are", () => {
    const changes: readonly ChangedFile[] = [
      { path: "src/a.ts", change: "added", content: "text", added: [], blank: [], removed: [] },
    ];
    const tree = { root: "/shop", files: ["src/a.ts"], hasGit: true, packages: [] };
    const { isKnown, ...options } = remarkOptions({ changes }, tree);
    expect(options).toEqual({ changes });
    expect(["src/a.ts", "src/b.ts"].map((path) => isKnown?.(path))).toEqual([true, false]);
    expect(remarkOptions({}, tree).changes).toBeUndefined();
  });
});
