import {
  type Collector,
  createCollector,
  type InputOptions,
  settleStale,
  settleUnread,
} from "@tollgate/collect";
import {
  type Bundle,
  bundleBy,
  type Counted,
  type Evidence,
  evidenceDigest,
  type Kind,
  type Problem,
  type TestCase,
} from "@tollgate/model";
import { isDirty } from "@tollgate/workspace";
import { type CoordinateOptions, type Coordinates, coordinatesOf } from "../coordinates.ts";
import type { Environment } from "../environment.ts";
import { lookUpBelow } from "../files/look-up-below.ts";
import { readFileInto } from "../files/read-file.ts";
import type { Setting } from "../policy/setting.ts";
import { createProgress } from "../progress.ts";
import { type ObservedRun, type ReadInput, recordRun } from "../record-run.ts";
import { soughtBy } from "../sources/sought-by.ts";
import { readRanText } from "../sources/source-text.ts";
import { limitYoungGeneration } from "../young-generation.ts";
import { chooseReports } from "./choose-reports.ts";

export type CollectReportsOptions = {
  /** Files given by name, relative to the working directory; empty: find them by policy or convention. */
  readonly files: readonly string[];
  readonly coordinates: Coordinates;
  readonly kind?: Kind;
  /** The run that wrote the reports, where it was watched or its end was told. */
  readonly observed?: ObservedRun;
};

/** What a command line says of a collection, and the run that was observed for it. */
export function collectOptionsOf(
  environment: Environment,
  options: CoordinateOptions & Pick<CollectReportsOptions, "files" | "kind">,
  observed: ObservedRun | undefined,
): CollectReportsOptions {
  return {
    files: options.files,
    coordinates: coordinatesOf(options, environment),
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(observed === undefined ? {} : { observed }),
  };
}

/** How evidence is held until all of it is there. */
export type Holding<Cases> = {
  hold(evidence: Evidence): Evidence<Cases>;
  /** Equal for equal evidence. */
  textOf(evidence: Evidence<Cases>): string;
};

/** All of it as it was read. */
export const asRead: Holding<readonly TestCase[]> = {
  hold: (evidence) => evidence,
  textOf: evidenceDigest,
};

/** What was read, and what looks like a report and was left out. */
export type CollectedReports<Cases> = {
  readonly bundle: Bundle<Cases>;
  readonly problems: readonly Problem[];
};

/** Finds the reports of this checkout and reads them to evidence. */
export async function collectReports<Cases extends Counted>(
  environment: Environment,
  setting: Setting,
  options: CollectReportsOptions,
  { hold, textOf }: Holding<Cases>,
): Promise<CollectedReports<Cases>> {
  const { tree, policy, proposed, subject, changed } = setting;
  const { observed } = options;
  const chosen = chooseReports(environment, setting, options.files);
  const inputs = chosen.inputs.filter(({ absolute }) => absolute !== observed?.record);
  const reports = inputs.map(({ input }) => input.path);
  const sought = soughtBy(setting);
  const collector = createCollector({
    tree,
    mappings: [...policy.paths, ...(proposed?.policy.paths ?? [])],
    lookUp: lookUpBelow(tree.root),
    readText: (path) => readRanText(tree.root, path),
    ...options.coordinates,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(subject.headSha === undefined ? {} : { commit: subject.headSha }),
    ...(sought === undefined ? {} : { soughtBy: sought }),
    dirty: changed !== undefined && isDirty({ tree, changed, reports }, environment),
  });
  const progress = createProgress(environment, "reading reports", inputs.length);
  const evidence: Evidence<Cases>[] = [];
  const read: ReadInput[] = [];
  for (const { input, absolute, problem } of inputs) {
    const found =
      problem === undefined ? await readReport(collector, input, absolute) : collector.refuse(input, problem);
    progress.step();
    if (found === undefined) continue;
    const held = hold(found);
    evidence.push(held);
    read.push({ absolute, evidence: held });
  }
  progress.end();
  if (observed !== undefined) {
    const record = await readReport(collector, recordRun(tree.root, observed, read), observed.record);
    if (record !== undefined) evidence.push(hold(record));
  }
  collector.close();
  const commits = [subject.headSha, subject.eventSha].filter((sha) => sha !== undefined);
  const settled = settleUnread(settleStale(evidence, commits));
  return { bundle: bundleBy(settled, textOf), problems: chosen.problems };
}

/** Reads one file; what cannot be read is evidence of that. */
export async function readReport(
  collector: Collector,
  input: InputOptions,
  absolute: string,
): Promise<Evidence | undefined> {
  const session = collector.open(input);
  const problem = readFileInto(absolute, (chunk) => {
    session.write(chunk);
    limitYoungGeneration();
  });
  if (problem !== undefined) return collector.refuse(input, problem);
  await session.ready();
  return session.close();
}
