import type { Kind, RepoPath } from "@tollgate/model";
import type { CoverageFloor, FindingFloor, TestFloor } from "./floors.ts";

/** What `tollgate init` found and therefore proposes. */
export type Proposal = {
  /** Where the JSON Schema of a policy lies in this checkout; absent where it does not. */
  readonly schema?: RepoPath;
  /** How many reports were found. */
  readonly count: number;
  /** Empty also where no globs name exactly what was found: then the policy leaves it to the usual places. */
  readonly reports: readonly ProposedReports[];
  readonly tests: readonly TestFloor[];
  readonly coverage: readonly CoverageFloor[];
  /** Absent where no analysis tool looked. */
  readonly findings?: FindingFloor;
  /** Tests that fail today, in plain words, sorted. */
  readonly failing: readonly string[];
  /** Tests that turbo.json or package scripts ask for, and of which nothing arrived. */
  readonly absent: readonly AbsentTests[];
};

export type AbsentTests = {
  readonly package: string;
  /** The script that should bring them. */
  readonly script?: string;
};

export type ProposedReports = {
  readonly kind: Kind;
  readonly files: readonly RepoPath[];
  /** How many reports the globs name today. */
  readonly count: number;
  /** Of what analysis tools wrote, where all of the kind have one: it is no promise of tests. */
  readonly format?: string;
  /** False where no test of the kind ran: a promise would block the first run. */
  readonly required: boolean;
  /** True where nothing tells the kind, so that it was taken for `unit`. */
  readonly assumed: boolean;
};
