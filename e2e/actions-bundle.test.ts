import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";
import config from "../actions/rolldown.config.ts";
import { root } from "./run-tollgate.ts";

const dist = join(root, "actions/dist");
const shipped: ReadonlyMap<string, string> = filesIn(dist);
/** Where the bundler says which file follows. */
const network = /^\/\/ .*node_modules\/(?:@azure|undici|octokit|@octokit)\b.*/m;
const code = [...shipped].filter(([name]) => name.endsWith(".js"));

it("gives the same bytes when it is built again", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tollgate-dist-"));
  try {
    const { output, ...options } = config;
    const bundle = await rolldown(options);
    await bundle.write({ ...(Array.isArray(output) ? output[0] : output), dir });
    await bundle.close();
    const again = filesIn(dir);
    expect([...again.keys()]).toEqual([...shipped.keys()]);
    for (const [name, text] of again) expect(text === shipped.get(name), name).toBe(true);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

it("starts an action by a file that holds nothing else, and that no other file loads", () => {
  for (const action of ["collect", "gate", "publish"]) {
    const lines = shipped
      .get(`${action}.js`)!
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("//"));
    expect(lines).toEqual([
      expect.stringMatching(/^import\("\.\/main-[\w-]+\.js"\)\.then\(\(\{ main \}\) => main\(\)\);$/),
      "export {};",
    ]);
    for (const [name, text] of code) expect(text.includes(`"./${action}.js"`), name).toBe(false);
  }
});

it("makes no code of text", () => {
  for (const [name, text] of code) expect(text.match(/\beval\(|new Function\(|node:vm"/g), name).toBeNull();
});

it("starts programs only to ask git and to run what stands behind `--`", () => {
  const starting = code.filter(([, text]) => /["'](?:node:)?child_process["']/.test(text));
  expect(starting.length).toBe(2);
  expect(starting.filter(([, text]) => text.includes('spawnSync("git", [')).length).toBe(1);
  expect(starting.filter(([, text]) => text.includes("node_modules/.pnpm/cross-spawn@")).length).toBe(1);
});

it("names no host but GitHub's, those of documents and of formats", () => {
  const hosts = code
    .filter(([, text]) => !network.test(text))
    .flatMap(([, text]) => [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host!));
  // The first two stand in texts of @actions/core.
  const known =
    /(?:^|\.)github\.com$|^(?:foo\.com|www\.githubstatus\.com\.?|www\.w3\.org|slsa\.dev|in-toto\.io|json\.schemastore\.org|HOST)$/;
  expect([...new Set(hosts)].filter((host) => !known.test(host))).toEqual([]);
});

it("loads network code only where it is needed", () => {
  const eager = new Set<string>();
  const visit = (name: string): void => {
    if (eager.has(name)) return;
    eager.add(name);
    for (const [, next] of shipped.get(name)!.matchAll(/^(?:import|export) [^;]*?"\.\/([\w-]+\.js)";$/gm))
      visit(next!);
  };
  for (const name of code.map(([name]) => name).filter((name) => name.startsWith("main-"))) visit(name);
  expect(code.filter(([, text]) => network.test(text)).length).toBeGreaterThan(0);
  for (const name of eager) expect(shipped.get(name)!.match(network), name).toBeNull();
});

it("has the licences of what it bundles, and stays small", () => {
  expect(shipped.get("third-party-licences.txt")).toContain("@actions/artifact 6.");
  const bytes = code.reduce((sum, [, text]) => sum + text.length, 0);
  expect(bytes).toBeLessThan(6_500_000); // 5.6 million, of which 2.4 upload artifacts
});

function filesIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) throw new Error(`${folder} is not built: pnpm --filter @tollgate/actions build`);
  const names = readdirSync(folder).sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
