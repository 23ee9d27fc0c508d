import type { RepoPath } from "./repository.ts";

/** What an analysis tool found: one of its rules, mostly at a place. In SARIF's words, whatever the format. */
export type Finding = FindingPlace & {
  /** Without its version. */
  readonly tool: string;
  /** Id of the rule; absent where the tool names none. */
  readonly rule?: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** Owner of the file; of what is in no file of the repository the package that ran the tool. */
  readonly package: string;
  /** True where the tool leaves the verdict to people. @default false */
  readonly undecided?: boolean;
  /** Further places that are a part of it. */
  readonly otherPlaces?: readonly FindingPlace[];
  /** What the tool says stays the same while the finding does: `name=value`, sorted. */
  readonly fingerprints?: readonly string[];
  /** What tells it apart from most others, such as a digest of its line: `name=value`, sorted. */
  readonly partialFingerprints?: readonly string[];
  /** Somebody decided not to mend it: it is shown, and not counted. */
  readonly suppressed?: Suppression;
  /** Against a base that the tool knows. `absent`: it is there no more. */
  readonly baselineState?: BaselineState;
  /** How bad it is for security, in tenths: 0 to 100. */
  readonly securityTenths?: number;
};

export type FindingPlace = {
  readonly path?: RepoPath;
  /** The file as the report names it, where it is none of the repository. */
  readonly named?: string;
  /** 1-based, as the others. */
  readonly line?: number;
  /** Absent where it is that of `line`. */
  readonly endLine?: number;
  readonly column?: number;
};

/** `none`: nothing to be mended, such as a rule that passed. */
export type FindingLevel = (typeof findingLevels)[number];

/** The worst first. */
export const findingLevels = ["error", "warning", "note", "none"] as const;

/** `inSource`: a comment in the code; `external`: elsewhere, such as a list of the tool. */
export type Suppression = {
  readonly kind: (typeof suppressionKinds)[number];
  readonly justification?: string;
};

export const suppressionKinds = ["inSource", "external"] as const;

export type BaselineState = (typeof baselineStates)[number];

export const baselineStates = ["new", "unchanged", "updated", "absent"] as const;

/** What analysis tools reported, also with no finding. */
export type FindingsEvidence = {
  /** Tools that looked, sorted; each once. */
  readonly tools: readonly string[];
  /** In the order of the report. */
  readonly findings: readonly Finding[];
};

/** True for what is to be mended, suppressed or not: neither what passed nor what is there no more. */
export function isPresentFinding({ level, baselineState, undecided }: Finding): boolean {
  return (level !== "none" || undecided === true) && baselineState !== "absent";
}

/** True for what is to be mended and not suppressed. */
export function isOpenFinding(finding: Finding): boolean {
  return isPresentFinding(finding) && finding.suppressed === undefined;
}
