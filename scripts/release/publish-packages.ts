import { globSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

/** Gives npm the tarballs of a build, with provenance; what npm has already is left as it is. */
export function publishPackages(from: string, isDryRun: boolean): readonly string[] {
  const tarballs = globSync("*.tgz", { cwd: from }).sort();
  if (tarballs.length === 0) throw new Error(`${from} holds no packages`);
  const how = isDryRun ? ["--dry-run"] : ["--provenance"];
  return tarballs.filter((name) => {
    const tarball = `./${name}`;
    if (!isDryRun && isPublished(from, tarball)) return false;
    runProgram("npm", ["publish", tarball, "--access", "public", "--ignore-scripts", ...how], { cwd: from });
    return true;
  });
}

function isPublished(from: string, tarball: string): boolean {
  const { name, version } = JSON.parse(
    runProgram("tar", ["-xOzf", join(from, tarball), "package/package.json"], { cwd: from }),
  );
  try {
    return runProgram("npm", ["view", `${name}@${version}`, "version"], { cwd: from }) === version;
  } catch {
    return false; // a name or version that npm does not know; what else is wrong, publishing says
  }
}
