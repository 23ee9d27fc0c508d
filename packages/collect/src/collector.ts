import { createHash } from "node:crypto";
import {
  compareProblems,
  compareText,
  type Digest,
  type Evidence,
  evidenceId,
  type Kind,
  kindInText,
  type Origin,
  type PathMapping,
  type Problem,
  packageFinder,
  type ReadStatus,
  type ReportSpec,
  type RepoTree,
  type RunManifest,
  type Shard,
  type Specification,
  type TestEvidence,
} from "@tollgate/model";
import { redact } from "@tollgate/text";
import type { LookUp } from "./attachments/find-attachment.ts";
import { noResults } from "./gherkin/problems.ts";
import { createHeadBuffer } from "./input/head.ts";
import { linesOfFile } from "./line-tests/lines-of-file.ts";
import { createMapPool } from "./map-pool.ts";
import { isOwnOutput, ownOutputMarker } from "./own-output.ts";
import { createLenientResolver } from "./place/alike-paths.ts";
import { folderOf } from "./place/clean-path.ts";
import { invocationOf } from "./place/invocation.ts";
import { kindOf } from "./place/kind-of.ts";
import { type PlacedRecords, placeRecords } from "./place/place-records.ts";
import type { PathBases } from "./place/resolve-paths.ts";
import { createSources } from "./place/sources.ts";
import { testCodeIn } from "./place/test-code.ts";
import type { RawProblem, RawRun, Reader, ReadSession } from "./reader.ts";
import { recognise } from "./recognise.ts";
import { emptyRecords, type Records, sinkInto } from "./records.ts";
import { redactRun } from "./redact-records.ts";
import { type UnreadReport, unreadReport } from "./unread/unread-report.ts";

/** What is the same for all inputs of one collection. */
export type CollectOptions = {
  /** Absent when there is no repository to speak of, as in `inspect`: paths then stay as written. */
  readonly tree?: RepoTree;
  readonly mappings: readonly PathMapping[];
  readonly job: string;
  readonly shard: Shard;
  readonly attempt: number;
  readonly environment: readonly string[];
  /** From `--kind`. */
  readonly kind?: Kind;
  /** From `--package`. */
  readonly package?: string;
  /** Looks for attachments below the root of `tree`; without it they are only named. */
  readonly lookUp?: LookUp;
  /** Commit that is checked out. */
  readonly commit?: string;
  /** Whether the checkout differs from the commit. @default false */
  readonly dirty?: boolean;
  /** See `Evidence.soughtBy`. */
  readonly soughtBy?: Digest;
  /**
   * The text of a file of the repository, also of one that git ignores, by its path below the root; without a tree by
   * the path as it is written. `undefined`: it is outside, not there, or not to be read. @default none can be had
   */
  readonly readText?: (path: string) => string | undefined;
  /** Told what a specification holds, which is no evidence. Without it a specification is refused as a report. */
  readonly specification?: (told: Specification) => void;
};

export type InputOptions = {
  /** Repository-relative with `/`, or as the user wrote it. */
  readonly path: string;
  /** True when the name or the policy promises a report: then what cannot be read is an error. */
  readonly promised: boolean;
  /** True when the user named this very file: then also our own output is answered for. @default false */
  readonly named?: boolean;
  /** The policy's entry that matched. */
  readonly spec?: ReportSpec;
};

/** One input being read. Chunks are valid only during the call. */
export interface InputSession {
  write(chunk: Uint8Array): void;
  /** To be awaited before `close`: some formats need code that is loaded only for them. */
  ready(): Promise<void>;
  /** The evidence; `undefined` when the input is clearly no report and nothing promised one. */
  close(): Evidence | undefined;
}

export interface Collector {
  open(input: InputOptions): InputSession;
  /** Evidence for an input whose bytes could not be had: a folder, no permission. */
  refuse(input: InputOptions, problem: RawProblem): Evidence;
  /** To be called when all inputs are read: gives memory back at once. */
  close(): void;
}

/** Reads inputs to evidence. Coverage maps are shared between the inputs of one collector. */
export function createCollector(options: CollectOptions): Collector {
  const maps = createMapPool();
  const packageAt = packageFinder(options.tree?.packages ?? []);
  const resolver =
    options.tree === undefined ? undefined : createLenientResolver(options.tree, options.mappings);
  const { tree, mappings, readText } = options;
  const sources = createSources({ tree, resolver, mappings, readText });
  const isTestCode = testCodeIn(options.tree?.packages ?? []);

  return { open, refuse, close: maps.release };

  function open(input: InputOptions): InputSession {
    const records = emptyRecords();
    const sha = createHash("sha256");
    let bytes = 0;
    let reader: Reader | undefined;
    let unread: UnreadReport | undefined;
    let session: ReadSession | undefined;
    const head = createHeadBuffer(input.path);

    return {
      write(chunk) {
        sha.update(chunk);
        bytes += chunk.length;
        if (session !== undefined) session.write(chunk);
        else if (!head.add(chunk)) start(false);
      },
      async ready() {
        begin();
        await session?.ready?.();
      },
      close() {
        begin();
        session?.end();
        // What a reader remembers of a million tests is as large as they are.
        session = undefined;
        const digest = `sha256:${sha.digest("hex")}`;
        if (reader === undefined && !input.promised && unread === undefined) return undefined;
        if (reader?.holds === "specification") {
          if (!input.promised) return undefined;
          if (options.specification === undefined) records.problems.push(noResults);
          else if (records.specification !== undefined) options.specification(records.specification);
        }
        return toEvidence(input, records, { bytes, digest, reader, format: reader?.id ?? unread?.format });
      },
    };

    /** A short input is known only when all of it is there. */
    function begin(): void {
      if (session === undefined && records.problems.length === 0) start(true);
    }

    function start(whole: boolean): void {
      if (records.problems.length > 0) return;
      const beginning = head.head(whole);
      const isOwn = isOwnOutput(beginning);
      const found = isOwn ? { problem: ownOutput(input.named === true) } : recognise(beginning);
      if ("problem" in found) {
        if (!input.promised && !isOwn) unread = unreadReport(beginning, found.problem);
        records.problems.push(unread?.problem ?? found.problem);
        return;
      }
      reader = found.reader;
      const source = sources(basesOf(input));
      session = reader.open({ sink: sinkInto(records), path: input.path, maps, source });
      for (const chunk of head.chunks()) session.write(chunk);
      head.release();
    }
  }

  function refuse(input: InputOptions, problem: RawProblem): Evidence {
    const records = emptyRecords();
    records.problems.push(problem);
    const digest = `sha256:${createHash("sha256").update(input.path).digest("hex")}`;
    return toEvidence(input, records, { bytes: 0, digest, reader: undefined, format: undefined });
  }

  function toEvidence(input: InputOptions, records: Records, read: Read): Evidence {
    const { reader } = read;
    if (input.spec?.format !== undefined && reader !== undefined && reader.id !== input.spec.format) {
      records.problems.push(otherFormat(reader.id, input.spec.format));
    }
    const origin = originOf(input, records, reader);
    const placed = placeRecords(records, origin, {
      resolver,
      packageAt,
      tree: options.tree,
      reportPath: input.path,
      mappings: options.mappings,
      lookUp: options.lookUp,
      ...(reader?.measuresTests === true ? { isLeftOut: isTestCode } : {}),
    });
    const problems = [...records.problems, ...placed.problems].map(
      (problem): Problem => ({
        ...problem,
        message: redact(problem.message),
        path: input.path,
        ...(reader === undefined ? {} : { reader: reader.id }),
      }),
    );
    const lineTests = input.spec?.perTest === true ? linesOfFile(input.path, placed.files) : placed.lineTests;
    const usable =
      placed.cases.length > 0 ||
      placed.files.length > 0 ||
      placed.findings.length > 0 ||
      records.runs.length > 0 ||
      lineTests.files.length > 0;
    return {
      id: evidenceId(origin, read.digest),
      origin,
      input: {
        path: input.path,
        bytes: read.bytes,
        digest: read.digest,
        ...(read.format === undefined ? {} : { format: read.format }),
        ...(records.producer === undefined ? {} : { producer: records.producer }),
      },
      ...(options.commit === undefined ? {} : { commit: options.commit }),
      ...(options.dirty === true ? { dirty: true } : {}),
      ...(options.soughtBy === undefined ? {} : { soughtBy: options.soughtBy }),
      status: statusOf(reader, problems, usable),
      problems: problems.sort(compareProblems),
      runs: records.runs.map((run) => manifestOf(run, origin, reader)),
      ...(reader?.holds === "tests"
        ? { tests: { entries: records.entries, cases: placed.cases, ...attachmentsOf(placed) } }
        : {}),
      ...(reader?.holds === "coverage" ? { coverage: { files: placed.files } } : {}),
      ...(reader?.holds === "findings"
        ? { findings: { tools: [...new Set(records.tools)].sort(compareText), findings: placed.findings } }
        : {}),
      ...(lineTests.files.length > 0 ? { lineTests } : {}),
    };
  }

  function basesOf({ path, spec }: InputOptions): PathBases {
    const owner = spec?.package ?? options.package ?? packageAt(path)?.name;
    const packageFolder = options.tree?.packages.find(({ name }) => name === owner)?.dir ?? "";
    return { reportFolder: folderOf(path), packageFolder };
  }

  function originOf(input: InputOptions, records: Records, reader: Reader | undefined): Origin {
    const hints = {
      path: input.path,
      ...(records.producer === undefined ? {} : { producer: records.producer }),
    };
    const { kind, assumed } = kindOf({
      ...hints,
      ...(input.spec === undefined ? {} : { configured: input.spec.kind }),
      ...(options.kind === undefined ? {} : { given: options.kind }),
      ...(records.kind === undefined ? {} : { told: records.kind }),
    });
    const isAssumed =
      assumed &&
      (reader?.holds === "tests" || reader?.holds === "coverage" || reader?.holds === "line-tests");
    if (isAssumed && options.tree !== undefined) records.problems.push(assumedKind);
    return {
      package: input.spec?.package ?? options.package ?? records.package ?? packageAt(input.path)?.name ?? "",
      kind: assumed && reader?.holds === "findings" ? "analysis" : kind,
      job: options.job,
      shard: records.shard ?? options.shard,
      attempt: options.attempt,
      environment: options.environment,
      invocation: reader === undefined ? folderOf(input.path) : invocationOf(input.path, reader.holds),
    };
  }
}

function attachmentsOf({ attachments }: PlacedRecords): Pick<TestEvidence, "attachments"> {
  return attachments.length === 0 ? {} : { attachments };
}

type Read = {
  readonly bytes: number;
  readonly digest: string;
  readonly reader: Reader | undefined;
  readonly format: string | undefined;
};

function statusOf(reader: Reader | undefined, problems: readonly Problem[], usable: boolean): ReadStatus {
  if (!problems.some(({ severity }) => severity === "error")) return "ok";
  if (reader === undefined)
    return problems.some(({ code }) => code !== "unrecognised-format") ? "invalid" : "unrecognised";
  return usable ? "partial" : "invalid";
}

/** A file that tells of runs only is of no kind itself: the name of the task tells it, or nothing does. */
function manifestOf(run: RawRun, origin: Origin, reader: Reader | undefined): RunManifest {
  const { package: named, kind: namedKind, ...rest } = redactRun(run);
  const kind = namedKind ?? (reader?.holds === "runs" ? kindInText(rest.task ?? "") : origin.kind);
  return { ...rest, package: named ?? origin.package, ...(kind === undefined ? {} : { kind }) };
}

function otherFormat(found: string, wanted: string): RawProblem {
  return {
    code: "wrong-content",
    severity: "error",
    message: `The content is ${found}, the policy says that this file is ${wanted}.`,
    remedy: "Correct `format` in the policy's `reports` entry, or the tool's output option.",
  };
}

/** A result of an earlier run is no evidence; only who names it as a report is wrong. */
function ownOutput(isNamed: boolean): RawProblem {
  return {
    code: "own-output",
    severity: isNamed ? "error" : "info",
    message: `The file says that it was ${ownOutputMarker}: it is a result, not evidence.`,
    remedy: "Leave it out, or keep Tollgate's output below `.tollgate/`, where it is not looked for.",
  };
}

const assumedKind: RawProblem = {
  code: "assumed-kind",
  severity: "info",
  message: "Nothing says which kind of tests this is; `unit` is assumed.",
  remedy:
    "Add a `reports` entry with a `kind` to tollgate.yml, pass `--kind`, or put the kind into the path (`reports/integration/…`).",
};
