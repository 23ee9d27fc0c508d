import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { type PolicyFile, type PolicyPlaces, policyExists, policyFile } from "../policy-file.ts";

/** The file that is meant, or why it is none. */
export type Extension = { readonly file: PolicyFile } | { readonly found: string; readonly remedy: string };

/**
 * The file that an entry of `extends` means: one beside the file that has it, or one of an npm package in a node_modules
 * above that. What belongs to the repository is read in the state that judges, also where a package is a link to it.
 */
export function resolveExtension(places: PolicyPlaces, from: PolicyFile, told: string): Extension {
  if (/^\.\.?\//.test(told)) return beside(places, resolve(dirname(from.absolute), told), told);
  const [, name, rest = ""] = /^(@[^/]+\/[^/]+|[^@./][^/]*)\/(.+)$/.exec(told) ?? [];
  if (name === undefined || rest.split("/").includes(".."))
    return {
      found: `"${told}", which names neither a file nor a package's file`,
      remedy: 'Write "./org.yml", "../other/org.yml" or "@acme/policy/org.yml".',
    };
  return ofPackage(places, from, name, rest);
}

function beside(places: PolicyPlaces, absolute: string, told: string): Extension {
  const file = policyFile(places.root, absolute);
  if (!policyExists(places, file))
    return {
      found: `"${told}", and there is no ${file.shown}`,
      remedy: "Check its name; it is relative to the file that extends it.",
    };
  if (file.isInside && places.state === undefined && leaves(places.root, absolute))
    return {
      found: `"${told}", a symbolic link that leads out of the repository`,
      remedy: "Commit the file itself, or name the place where it is.",
    };
  return { file };
}

function ofPackage(places: PolicyPlaces, from: PolicyFile, name: string, rest: string): Extension {
  for (let folder = dirname(from.absolute); ; folder = dirname(folder)) {
    const installed = join(folder, "node_modules", name);
    if (existsSync(installed)) return inPackage(places, join(realpathSync(installed), rest), name);
    if (dirname(folder) === folder) break;
  }
  return {
    found: `"${name}/${rest}", and the package ${name} is not installed`,
    remedy: `Install it before (\`npm ci\`), or write "./" before the name of a file.`,
  };
}

/** Of a package that is a member of the workspace the file is the repository's; of another one it lies as it was installed. */
function inPackage(places: PolicyPlaces, absolute: string, name: string): Extension {
  const file = policyFile(realpathSync(places.root), absolute);
  const isMember = file.isInside && !file.shown.split("/").includes("node_modules");
  const known: PolicyFile = isMember
    ? { ...file, absolute: resolve(places.root, file.shown) }
    : {
        absolute,
        shown: `${name}/${absolute.split(sep).join("/").split(`/${name}/`).at(-1)}`,
        isInside: false,
      };
  if (policyExists(places, known)) return { file: known };
  return {
    found: `a file of ${name} that the package does not have: ${known.shown}`,
    remedy: "Check its name, and the version of the package.",
  };
}

function leaves(root: string, absolute: string): boolean {
  return !policyFile(realpathSync(root), realpathSync(absolute)).isInside;
}
