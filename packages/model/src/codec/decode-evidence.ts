import type { Annotation } from "../annotation.ts";
import { type Attachment, attachmentStates } from "../attachment.ts";
import type { Evidence, InputRef, RunManifest, RunOutput, TestEvidence } from "../evidence.ts";
import type { FindingsEvidence } from "../finding.ts";
import { evidenceId, type Origin, type Shard } from "../origin.ts";
import type { Attempt, Detail, TestCase, TryOf } from "../tests.ts";
import { decodeProblem } from "./decode-problem.ts";
import {
  integerOf,
  listOf,
  type Members,
  membersOf,
  oneOf,
  optional,
  Refusal,
  textOf,
  truthOf,
} from "./guards.ts";
import { mostAttempts, mostShards } from "./limits.ts";

/** An `evidence` line: everything but its cases, files, findings and lines of tests, and how many of them must follow. */
export type EvidenceHeader = {
  readonly item: Omit<Evidence, "tests" | "coverage" | "findings" | "lineTests">;
  readonly tests: (Omit<TestEvidence, "cases"> & { readonly cases: number }) | undefined;
  readonly coverage: { readonly files: number } | undefined;
  readonly findings: (Omit<FindingsEvidence, "findings"> & { readonly findings: number }) | undefined;
  readonly lineTests: { readonly tests: number; readonly files: number } | undefined;
};

export function decodeEvidence(value: unknown): EvidenceHeader {
  const item = membersOf(value, "evidence");
  const origin = decodeOrigin(item["origin"]);
  const input = decodeInput(item["input"]);
  const id = digest(item["id"], "evidence.id");
  // With another's id it would take the place of that evidence.
  if (id !== evidenceId(origin, input.digest))
    throw new Refusal("evidence.id is not made of its origin and input");
  return {
    item: {
      id,
      origin,
      input,
      ...optional(item, "commit", "evidence", textOf),
      ...optional(item, "dirty", "evidence", truthOf),
      ...optional(item, "soughtBy", "evidence", digest),
      status: oneOf(item["status"], "evidence.status", ["ok", "partial", "invalid", "unrecognised"]),
      problems: listOf(item["problems"], "evidence.problems", decodeProblem),
      runs: listOf(item["runs"], "evidence.runs", decodeRun),
    },
    tests: optional(item, "tests", "evidence", (tests, where) => {
      const counts = membersOf(tests, where);
      return {
        entries: integerOf(counts["entries"], `${where}.entries`, 0),
        cases: integerOf(counts["cases"], `${where}.cases`, 0),
        ...optional(counts, "attachments", where, decodeAttachments),
      };
    }).tests,
    coverage: optional(item, "coverage", "evidence", (coverage, where) => {
      return { files: integerOf(membersOf(coverage, where)["files"], `${where}.files`, 0) };
    }).coverage,
    findings: optional(item, "findings", "evidence", (findings, where) => {
      const told = membersOf(findings, where);
      return {
        tools: listOf(told["tools"], `${where}.tools`, textOf),
        findings: integerOf(told["findings"], `${where}.findings`, 0),
      };
    }).findings,
    lineTests: optional(item, "lineTests", "evidence", (lineTests, where) => {
      const counts = membersOf(lineTests, where);
      return {
        tests: integerOf(counts["tests"], `${where}.tests`, 0),
        files: integerOf(counts["files"], `${where}.files`, 0),
      };
    }).lineTests,
  };
}

function digest(value: unknown, where: string): string {
  const text = textOf(value, where);
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) throw new Refusal(`${where} is not a digest`);
  return text;
}

function decodeOrigin(value: unknown): Origin {
  const origin = membersOf(value, "origin");
  const attempt = integerOf(origin["attempt"], "origin.attempt", 1);
  if (attempt > mostAttempts) throw new Refusal(`origin.attempt is more than ${mostAttempts}`);
  return {
    package: textOf(origin["package"], "origin.package"),
    kind: textOf(origin["kind"], "origin.kind"),
    job: textOf(origin["job"], "origin.job"),
    shard: decodeShard(origin["shard"]),
    attempt,
    environment: listOf(origin["environment"], "origin.environment", textOf),
    invocation: textOf(origin["invocation"], "origin.invocation"),
  };
}

function decodeShard(value: unknown): Shard {
  const shard = membersOf(value, "origin.shard");
  const index = integerOf(shard["index"], "shard.index", 1);
  const total = integerOf(shard["total"], "shard.total", 1);
  if (index > total) throw new Refusal("shard.index is more than shard.total");
  if (total > mostShards) throw new Refusal(`shard.total is more than ${mostShards}`);
  return { index, total };
}

function decodeInput(value: unknown): InputRef {
  const input = membersOf(value, "input");
  return {
    path: textOf(input["path"], "input.path"),
    bytes: integerOf(input["bytes"], "input.bytes", 0),
    digest: digest(input["digest"], "input.digest"),
    ...optional(input, "format", "input", textOf),
    ...optional(input, "producer", "input", textOf),
  };
}

function decodeRun(value: unknown, where: string): RunManifest {
  const run = membersOf(value, where);
  return {
    package: textOf(run["package"], `${where}.package`),
    ...optional(run, "kind", where, textOf),
    ...optional(run, "about", where, (about, at) => oneOf<"findings">(about, at, ["findings"])),
    source: textOf(run["source"], `${where}.source`),
    ...optional(run, "task", where, textOf),
    verdict: oneOf(run["verdict"], `${where}.verdict`, ["passed", "failed", "interrupted"]),
    ...optional(run, "exitCode", where, (code, at) => integerOf(code, at, -2_147_483_648)),
    ...optional(run, "startedAt", where, natural),
    ...optional(run, "endedAt", where, natural),
    ...optional(run, "sha", where, textOf),
    ...optional(run, "cached", where, truthOf),
    errors: listOf(run["errors"], `${where}.errors`, textOf),
    ...optional(run, "outputs", where, (outputs, at) => listOf(outputs, at, decodeRunOutput)),
    ...optional(run, "leftovers", where, (leftovers, at) => listOf(leftovers, at, decodeRunOutput)),
  };
}

function decodeRunOutput(value: unknown, where: string): RunOutput {
  const output = membersOf(value, where);
  return { path: textOf(output["path"], `${where}.path`), ...optional(output, "digest", where, digest) };
}

/** What a case says of itself: all but where it stands. */
export function decodeOwnMembers(test: Members, where: string): Omit<TestCase, "package" | "file" | "suite"> {
  return {
    name: textOf(test["name"], `${where}.name`),
    ...optional(test, "environment", where, textOf),
    ...optional(test, "line", where, natural),
    ...decodeAttempt(test, where),
    ...optional(test, "annotations", where, (list, at) => listOf(list, at, decodeAnnotation)),
    ...optional(test, "earlier", where, (tries, at) => listOf(tries, at, decodeAttempt)),
    ...optional(test, "tryOf", where, decodeTryOf),
  };
}

function decodeTryOf(value: unknown, where: string): TryOf {
  const told = membersOf(value, where);
  return {
    series: textOf(told["series"], `${where}.series`),
    ...optional(told, "startedAt", where, natural),
    ...optional(told, "number", where, natural),
  };
}

function decodeAttempt(value: unknown, where: string): Attempt {
  const attempt = membersOf(value, where);
  return {
    status: oneOf(attempt["status"], `${where}.status`, ["passed", "failed", "errored", "skipped", "todo"]),
    ...optional(attempt, "durationUs", where, natural),
    details:
      attempt["details"] === undefined ? [] : listOf(attempt["details"], `${where}.details`, decodeDetail),
    ...optional(attempt, "attachments", where, decodeAttachments),
  };
}

function decodeAnnotation(value: unknown, where: string): Annotation {
  const annotation = membersOf(value, where);
  return {
    type: textOf(annotation["type"], `${where}.type`),
    ...optional(annotation, "text", where, textOf),
  };
}

function decodeAttachments(value: unknown, where: string): readonly Attachment[] {
  return listOf(value, where, (item, at) => {
    const attachment = membersOf(item, at);
    return {
      ...optional(attachment, "name", at, textOf),
      ...optional(attachment, "path", at, textOf),
      ...optional(attachment, "bytes", at, natural),
      ...optional(attachment, "type", at, textOf),
      state: oneOf(attachment["state"], `${at}.state`, attachmentStates),
    };
  });
}

function decodeDetail(value: unknown, where: string): Detail {
  const detail = membersOf(value, where);
  return {
    kind: oneOf(detail["kind"], `${where}.kind`, ["failure", "error", "skip"]),
    ...optional(detail, "type", where, textOf),
    ...optional(detail, "message", where, textOf),
    ...optional(detail, "text", where, textOf),
  };
}

function natural(value: unknown, where: string): number {
  return integerOf(value, where, 0);
}
