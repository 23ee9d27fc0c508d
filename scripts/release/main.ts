import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildRelease } from "./build.ts";
import { differingFiles } from "./folder-digests.ts";
import { releaseNotes } from "./notes.ts";
import { planRelease } from "./plan.ts";
import { publishPackages } from "./publish-packages.ts";
import { pushTags } from "./push-tags.ts";
import { pushVersion } from "./version.ts";

/**
 * The steps of `.github/workflows/release.yml`, each a command, so that all of them can be tried without GitHub. They
 * need nothing but Node and git, besides `build` and `version`: the job that may write installs nothing.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    from: { type: "string" },
    remote: { type: "string", default: "origin" },
    repository: { type: "string", default: process.env["GITHUB_REPOSITORY"] ?? "OWNER/tollgate" },
    "dry-run": { type: "boolean", default: false },
  },
});
const root = process.cwd();
const [command, ...files] = positionals;

const commands: Readonly<Record<string, () => void>> = {
  plan() {
    const plan = planRelease(root, values.remote);
    say(JSON.stringify(plan));
    const outputs = process.env["GITHUB_OUTPUT"];
    if (outputs) appendFileSync(outputs, `next=${plan.next}\nversion=${plan.version}\n`);
  },
  version() {
    say(`Versions of ${pushVersion(root, values.remote)} are pushed.`);
  },
  build() {
    say(JSON.stringify(buildRelease(root, folder(values.out, "--out"), values.repository)));
  },
  compare() {
    const [one, other] = files;
    const differing = differingFiles(folder(one, "two folders"), folder(other, "two folders"));
    if (differing.length > 0) throw new Error(`The two builds differ: ${differing.join(", ")}`);
    say("Both builds are the same, byte for byte.");
  },
  tag() {
    const moved = pushTags(root, folder(values.from, "--from"), values.remote);
    say(moved.length === 0 ? "The tags are there already." : `Pushed: ${moved.join(", ")}`);
  },
  notes() {
    say(releaseNotes(root, folder(values.from, "--from"), values.repository).trimEnd());
  },
  publish() {
    const names = publishPackages(folder(values.from, "--from"), values["dry-run"]);
    say(`${values["dry-run"] ? "Would publish" : "Published"}: ${names.join(", ") || "nothing new"}`);
  },
};

const chosen = commands[command ?? ""];
if (chosen === undefined) throw new Error(`Say one of: ${Object.keys(commands).join(", ")}`);
chosen();

function folder(path: string | undefined, what: string): string {
  if (path === undefined) throw new Error(`${command} needs ${what}`);
  return resolve(path);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
