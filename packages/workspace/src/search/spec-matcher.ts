import type { RepoPath, ReportSpec } from "@tollgate/model";
import picomatch, { type Matcher } from "picomatch";

/** The first entry of the policy's `reports` that a path belongs to. */
export function specMatcher(specs: readonly ReportSpec[]): (path: RepoPath) => ReportSpec | undefined {
  const match = compileSpecs(specs).match;
  return (path) => match(path)?.spec;
}

/** Whether a path belongs to an entry, whatever other entries say. */
export function matchesSpec(spec: ReportSpec): (path: RepoPath) => boolean {
  const { includes, excludes } = compileSpec(spec);
  return (path) => includes(path) && !excludes(path);
}

export type CompiledSpecs = {
  /** The first entry that the path belongs to, and whether its glob names files rather than all of a folder. */
  readonly match: (path: RepoPath) => { readonly spec: ReportSpec; readonly isSpecific: boolean } | undefined;
  /** Whether something below the folder could match. */
  readonly mayHold: (folder: RepoPath) => boolean;
};

/** Globs are relative to the root; one with `!` takes files away from its entry. */
export function compileSpecs(specs: readonly ReportSpec[]): CompiledSpecs {
  const compiled = specs.map(compileSpec);
  return {
    match(path) {
      const found = compiled.find(({ includes, excludes }) => includes(path) && !excludes(path));
      return found === undefined ? undefined : { spec: found.spec, isSpecific: found.isSpecific(path) };
    },
    mayHold(folder) {
      const names = folder.split("/");
      return compiled.some(({ reaches }) => reaches.some((reach) => reach(names)));
    },
  };
}

type Reach = (folder: readonly string[]) => boolean;

type CompiledSpec = {
  readonly spec: ReportSpec;
  readonly includes: Matcher;
  readonly excludes: Matcher;
  readonly isSpecific: Matcher;
  readonly reaches: readonly Reach[];
};

function compileSpec(spec: ReportSpec): CompiledSpec {
  const wanted = spec.files.filter((glob) => !glob.startsWith("!")).map(cleanGlob);
  const unwanted = spec.files.filter((glob) => glob.startsWith("!")).map((glob) => cleanGlob(glob.slice(1)));
  return {
    spec,
    includes: picomatch(wanted, options),
    excludes: picomatch(unwanted, options),
    isSpecific: picomatch(
      wanted.filter((glob) => !/(?:^|\/)\*+$/.test(glob)),
      options,
    ),
    reaches: wanted.map(compileReach),
  };
}

const options = { dot: true } as const;

/** `./reports/` means everything in `reports`. */
function cleanGlob(glob: string): string {
  const plain = glob.replace(/^(?:\.?\/)+/, "");
  return plain.endsWith("/") ? `${plain}**` : plain;
}

/** Compares folder by folder until the glob says `**`, or something that one folder name cannot decide. */
function compileReach(glob: string): Reach {
  const parts = glob.split("/");
  const open = parts.findIndex((part) => part.includes("**") || /[(){}]/.test(part));
  const fixed = (open < 0 ? parts.slice(0, -1) : parts.slice(0, open)).map((part) =>
    picomatch(part, options),
  );
  return (folder) => folder.every((name, i) => (i < fixed.length ? fixed[i]!(name) : open >= 0));
}
