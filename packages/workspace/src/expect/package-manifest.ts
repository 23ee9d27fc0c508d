import { at, entriesOf } from "@tollgate/model";

/** What a package.json says about tests and about other packages. */
export type PackageManifest = {
  readonly text: string;
  /** Commands by their name, in file order. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What is asked for by the name under which it is asked for, of whatever kind of dependency. */
  readonly dependencies: ReadonlyMap<string, string>;
};

const dependencyKeys = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** Reads a package.json; throws for what is no JSON. */
export function parsePackageManifest(text: string): PackageManifest {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
  return {
    text,
    scripts: textsOf(at(value, "scripts")),
    dependencies: new Map(dependencyKeys.flatMap((key) => [...textsOf(at(value, key))])),
  };
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : [])),
  );
}
