import { posix } from "node:path";
import type { PackageRef, RepoPath } from "@tollgate/model";

/** Finds the packages that a text leads to beside what its package declares. */
export type FindMentions = (text: string, path: RepoPath) => ReadonlySet<PackageRef>;

/**
 * What a text says of other packages: a relative path into one, its folder, its name with a scope, or its name behind
 * `import`, `require` and `--filter`. End-to-end tests start what no manifest declares. A path to a folder of packages
 * means all of them. Too many are found rather than too few: each is one more input.
 */
export function createMentions(packages: readonly PackageRef[]): FindMentions {
  const named = new Map<string, PackageRef>();
  for (const item of packages) {
    if (item.dir.includes("/")) named.set(item.dir, item);
    if (item.name.startsWith("@")) named.set(item.name, item);
  }
  const plain = new Map(
    packages.filter(({ name }) => !name.startsWith("@")).map((item) => [item.name, item]),
  );
  const names = alternation([...named.keys()]);
  const imports = alternation([...plain.keys()]);
  const mentioned = names === undefined ? undefined : new RegExp(`(?<![\\w@-])(${names})(?![\\w-])`, "g");
  const imported =
    imports === undefined
      ? undefined
      : new RegExp(
          `(?:from|import|require\\(|--filter[= ]|-F|workspace)\\s*["'\`]?(${imports})(?![\\w-])`,
          "g",
        );
  return (source, path) => {
    const text = source.replace(joint, "/");
    const found = new Set<PackageRef>();
    for (const [, name] of mentioned === undefined ? [] : text.matchAll(mentioned))
      found.add(named.get(name!)!);
    for (const [, name] of imported === undefined ? [] : text.matchAll(imported))
      found.add(plain.get(name!)!);
    for (const [relative] of text.matchAll(relativePath))
      for (const item of leadsTo(packages, posix.join(posix.dirname(path), relative))) found.add(item);
    return found;
  };
}

/** As far as it is written out: `../packages/${name}` leads to the folder `packages`. Not `...rest`. */
const relativePath = /(?<![.\w])\.\.(?=[/"'`])(?:\/(?:\.\.|[\w@.-]+(?=[/"'`\s),;:\]}]|$)))*/g;

/** The parts of a path that a program joins: `join(root, "..", "packages", "web")`. */
const joint = /["'`]\s*,\s*["'`]/g;

function alternation(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return escaped.sort((a, b) => b.length - a.length).join("|");
}

/** The package of a path, or those of a folder; nothing outside of the repository. */
function leadsTo(packages: readonly PackageRef[], path: string): readonly PackageRef[] {
  const clean = path.replace(/\/+$/, "");
  if (clean === ".." || clean.startsWith("../")) return [];
  const inside = clean === "." ? "" : clean;
  return packages.filter(
    ({ dir }) =>
      inside === "" ||
      dir === inside ||
      dir.startsWith(`${inside}/`) ||
      (dir !== "" && inside.startsWith(`${dir}/`)),
  );
}
