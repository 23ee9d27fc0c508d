import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "./action-commit.ts";
import { published } from "./build.ts";

/** What a release says to those who use it: the lines that name its actions, and what is new by the changelogs. */
export function releaseNotes(root: string, from: string, repository: string): string {
  const { version, actionCommit } = readManifest(from);
  const uses = ["collect", "gate", "publish"].map(
    (name) => `- uses: ${repository}/actions/${name}@${actionCommit} # v${version}\n`,
  );
  const news = published.map((folder) => newsOf(join(root, folder), version));
  return [
    `The actions of this release, by the commit that holds them built:\n\n\`\`\`yaml\n${uses.join("")}\`\`\`\n`,
    ...news.filter((text) => text !== ""),
  ].join("\n");
}

/** Empty where nothing of the package changed but its version. */
function newsOf(folder: string, version: string): string {
  const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const lines = readFileSync(join(folder, "CHANGELOG.md"), "utf8").split("\n");
  const start = lines.indexOf(`## ${version}`);
  if (start < 0) throw new Error(`The changelog of ${name} has no version ${version}`);
  const end = lines.findIndex((line, i) => i > start && line.startsWith("## "));
  const section = lines.slice(start + 1, end < 0 ? undefined : end);
  const text = section.join("\n").trim();
  return text === "" ? "" : `## ${name}\n\n${text}\n`;
}
