import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rules } from "@tollgate/gate";
import { Ajv } from "ajv";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadPolicy } from "../src/load-policy.ts";
import { parseWaiver } from "../src/waivers/parse-waiver.ts";

/** What the documents show is what the schema for editors and the gate itself accept. */

const project = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "tollgate-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The package that the documents extend.
const acme = join(folder, "node_modules/@acme/tollgate-policy");
mkdirSync(acme, { recursive: true });
writeFileSync(join(acme, "policy.yml"), "version: 1\n");

const schema: object = JSON.parse(readFileSync(join(project, "docs/schema/policy.schema.json"), "utf8"));
const isValid = new Ajv({ strict: false }).compile(schema);

async function isLoaded(text: string): Promise<boolean> {
  writeFileSync(join(folder, "tollgate.yml"), text);
  return loadPolicy({ root: folder, cwd: folder }).then(
    () => true,
    () => false,
  );
}

function policiesIn(page: string): readonly string[] {
  const text = readFileSync(join(project, page), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block]) => block!);
  return blocks
    .filter((block) => !/^(?:jobs|on):/m.test(block)) // workflows
    .map((block) => (block.includes("version:") ? block : `version: 1\n${block}`));
}

const pages = ["README.md", "docs/policy.md", ...rules.map(({ id }) => `docs/rules/${id}.md`)];

describe.each(pages)("%s", (page) => {
  it.each(policiesIn(page).map((text) => [text]))("shows a valid policy: %#", async (text) => {
    expect(isValid(parse(text)), JSON.stringify(isValid.errors)).toBe(true);
    expect(await isLoaded(text)).toBe(true);
  });

  it("shows at least one policy", () => {
    expect(policiesIn(page).length).toBeGreaterThan(0);
  });
});

describe("docs/waivers.md", () => {
  const text = readFileSync(join(project, "docs/waivers.md"), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n(# \.tollgate\/waivers\/[\s\S]*?)^```/gm)].map(
    ([, block]) => block!,
  );
  const isWaiver = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(project, "docs/schema/waiver.schema.json"), "utf8")),
  );

  it("shows valid waivers", () => {
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      expect(isWaiver(parse(block)), JSON.stringify(isWaiver.errors)).toBe(true);
      const parsed = parseWaiver(new TextEncoder().encode(block), "a.yml", {
        date: "2026-11-25",
      });
      expect(parsed).toHaveProperty("waiver");
    }
  });
});

describe("the project's own policy", () => {
  it("is valid", async () => {
    const text = readFileSync(join(project, "tollgate.yml"), "utf8");
    expect(isValid(parse(text))).toBe(true);
    expect(await isLoaded(text)).toBe(true);
  });
});

describe.each(rules.map(({ id, about }) => [id, about.example] as const))("the rule %s", (id, example) => {
  it("is shown in its example", () => {
    expect(example.startsWith(`${id}:`)).toBe(true);
  });

  it.each([
    ["an unknown option", `  ${id}: { min: 80%, minimum: 3 }`],
    ["an unknown mode", `  ${id}: { mode: strict }`],
    ["a text", `  ${id}: always`],
    ["an empty list", `  ${id}: []`],
  ])("is refused with %s by schema and gate", async (_, entry) => {
    const text = `version: 1\nrules:\n${entry}\n`;
    expect(isValid(parse(text))).toBe(false);
    expect(await isLoaded(text)).toBe(false);
  });
});
