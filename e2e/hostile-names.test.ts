import { readFileSync } from "node:fs";
import { createRepository, sharedFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

const shared = sharedFolder();

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\nsummary.md\n",
    "package.json": '{ "name": "shop" }\n',
  });
});
afterEach(() => shop.cleanup());

describe.skipIf(shared === undefined)(
  "names and messages that are Markdown, HTML, mentions and commands",
  () => {
    it("come out inert on every surface", () => {
      const file = `${shared}corpus/hostile/junit-xml/generated/handmade/markdown-injection.xml`;
      shop.write({ "reports/junit.xml": readFileSync(file, "utf8"), "summary.md": "", outputs: "" });
      const { status, stdout, stderr } = runTollgate(shop.root, ["run", "--kind", "unit"], {
        env: {
          GITHUB_ACTIONS: "true",
          GITHUB_STEP_SUMMARY: `${shop.root}/summary.md`,
          GITHUB_OUTPUT: `${shop.root}/outputs`,
        },
      });
      expect(status).toBe(1);
      for (const path of [".tollgate/out/comment.md", "summary.md"]) {
        const page = readFileSync(`${shop.root}/${path}`, "utf8");
        expect(page).toContain("1 of 1 test fails.");
        // What stands in a block of code does nothing.
        const text = page.replace(/^( *)```text\n[\s\S]*?\n\1```$/gm, "");
        expect(text).toContain("@\u2060everyone");
        expect(text).not.toMatch(
          /<img|<!-- --|@everyone|@octocat|(?<!\\)\]\(javascript|(?<!\\)`{3}|set-output/,
        );
      }
      expect(`${stdout}\n${stderr}`).not.toMatch(/^\s*::/m);
      const outputs = readFileSync(`${shop.root}/outputs`, "utf8").trimEnd().split("\n");
      expect(outputs.map((line) => line.split("=")[0])).toEqual([
        "outcome",
        "decision",
        "result",
        "tests",
        "failing",
        "flaky",
        "waivers",
        "override",
        "coverage",
      ]);
    });
  },
);
