import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { producers } from "@tollgate/collect";
import { policySchema } from "@tollgate/config/policy-schema";
import { waiverDocument } from "@tollgate/config/waiver-schema";
import { rules } from "@tollgate/gate";
import {
  bundleSchema,
  compareSchema,
  decisionSchema,
  expectSchema,
  explainCoverageSchema,
  explainPolicySchema,
  inspectSchema,
  publicationSchema,
  releaseRecordSchema,
  replaySchema,
  reportSchema,
  siteSchema,
} from "@tollgate/model/schemas";
import { actionReadme } from "./action-readme.ts";
import { producersPage } from "./producers-page.ts";
import { rulePage } from "./rule-page.ts";
import { rulesPage } from "./rules-page.ts";
import { shownWorkflows } from "./shown-workflows.ts";

/**
 * The documents that are made from the code: JSON Schemas of everything that Tollgate reads and writes, the pages of
 * rules and of what producers cannot tell, the tables of the actions' READMEs, and the workflows that pages show.
 * `--check` writes nothing, lists what is stale and ends with 1.
 */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const root = resolve(import.meta.dirname, "..");

const documents: ReadonlyMap<string, string> = new Map([
  ...["collect", "gate", "publish"].map((name) => {
    const folder = `actions/${name}`;
    const [readme, metadata] = [read(`${folder}/README.md`), read(`${folder}/action.yml`)];
    return [`${folder}/README.md`, actionReadme(readme, metadata)] as const;
  }),
  ...["README.md", "docs/github.md", "docs/github-workflows.md"].map((page) => {
    const shown = shownWorkflows(read(page), (path) => read(join(dirname(page), path)));
    return [page, shown] as const;
  }),
  ["docs/producers.md", producersPage(producers)],
  ["docs/rules.md", rulesPage(rules)],
  ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
  [
    "docs/schema/policy.schema.json",
    schema({
      $schema: "http://json-schema.org/draft-07/schema#", // the one that every editor's YAML support knows
      $id: "tollgate/policy/1",
      description: "tollgate.yml: what must hold for a change to be allowed.",
      ...policySchema,
    }),
  ],
  [
    "docs/schema/waiver.schema.json",
    schema({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "tollgate/waiver/1",
      description: "A file of .tollgate/waivers: leave to miss one rule for a while.",
      ...waiverDocument,
    }),
  ],
  ["docs/schema/bundle.schema.json", schema(bundleSchema)],
  ["docs/schema/compare.schema.json", schema(compareSchema)],
  ["docs/schema/decision.schema.json", schema(decisionSchema)],
  ["docs/schema/expect.schema.json", schema(expectSchema)],
  ["docs/schema/explain-coverage.schema.json", schema(explainCoverageSchema)],
  ["docs/schema/explain-policy.schema.json", schema(explainPolicySchema)],
  ["docs/schema/inspect.schema.json", schema(inspectSchema)],
  ["docs/schema/publication.schema.json", schema(publicationSchema)],
  ["docs/schema/release-record.schema.json", schema(releaseRecordSchema)],
  ["docs/schema/replay.schema.json", schema(replaySchema)],
  ["docs/schema/report.schema.json", schema(reportSchema)],
  ["docs/schema/site.schema.json", schema(siteSchema)],
]);

const stale = [...documents].filter(([path, text]) => textOf(resolve(root, path)) !== text);
for (const [path, text] of stale) {
  if (values.check) process.stderr.write(`${path} is stale: run \`pnpm generate\`\n`);
  else write(path, text);
}
const left = pagesIn("docs/rules").filter((path) => !documents.has(path));
for (const path of left) {
  if (values.check) process.stderr.write(`${path} is of no rule: run \`pnpm generate\`\n`);
  else rmSync(resolve(root, path));
}
if (values.check && stale.length + left.length > 0) process.exitCode = 1;

function pagesIn(folder: string): readonly string[] {
  return readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`);
}

function schema(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function read(path: string): string {
  const text = textOf(resolve(root, path));
  if (text === undefined) throw new Error(`${path} is not there.`);
  return text;
}

/** A checkout on Windows may have other line ends. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  const absolute = resolve(root, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
  process.stdout.write(`${path}\n`);
}
