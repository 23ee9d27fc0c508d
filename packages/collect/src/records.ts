import type { Attachment, Kind, Shard, Specification } from "@tollgate/model";
import { redact } from "@tollgate/text";
import { cutText } from "./input/cut-text.ts";
import type {
  RawFileCoverage,
  RawFinding,
  RawLineTests,
  RawProblem,
  RawRun,
  RawTest,
  Sink,
} from "./reader.ts";
import { redactFinding, redactTest } from "./redact-records.ts";

/** What a reader said, in the order in which it said it; tests without the secrets that they quote. */
export type Records = {
  producer: string | undefined;
  shard: Shard | undefined;
  kind: Kind | undefined;
  package: string | undefined;
  entries: number;
  readonly tests: RawTest[];
  readonly files: RawFileCoverage[];
  readonly lineTests: RawLineTests[];
  readonly tools: string[];
  readonly findings: RawFinding[];
  readonly runs: RawRun[];
  readonly attachments: Attachment[];
  specification: Specification | undefined;
  readonly problems: RawProblem[];
};

export function emptyRecords(): Records {
  return {
    producer: undefined,
    shard: undefined,
    kind: undefined,
    package: undefined,
    entries: 0,
    tests: [],
    files: [],
    lineTests: [],
    tools: [],
    findings: [],
    runs: [],
    attachments: [],
    specification: undefined,
    problems: [],
  };
}

export function sinkInto(records: Records): Sink {
  return {
    producer: (name) => {
      records.producer = name;
    },
    shard: (shard) => {
      records.shard = shard;
    },
    kind: (kind) => {
      records.kind = kind;
    },
    package: (name) => {
      records.package = name;
    },
    test: (test) => {
      records.entries += test.entries ?? 1;
      records.tests.push(redactTest(test));
    },
    file: (file) => void records.files.push(file),
    lineTests: (told) => void records.lineTests.push(told),
    analysis: (tool) => void records.tools.push(tool),
    finding: (finding) => void records.findings.push(redactFinding(finding)),
    run: (run) => void records.runs.push(run),
    attachment: (attachment) => void records.attachments.push(attachment),
    specification: (told) => {
      const feature = told.feature === null ? null : cutText(redact(told.feature));
      records.specification = { ...told, feature };
    },
    problem: (problem) => void records.problems.push(problem),
  };
}
