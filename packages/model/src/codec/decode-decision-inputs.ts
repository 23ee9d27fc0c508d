import {
  type AbsentEvidence,
  type DecisionInputs,
  type InputText,
  inputTexts,
  type ReusedInput,
} from "../decision-inputs.ts";
import { jobEnds, type RunJob } from "../run-job.ts";
import { decodeProblem } from "./decode-problem.ts";
import { decodeRequest, decodeReviews } from "./decode-waivers.ts";
import { integerOf, listOf, membersOf, oneOf, optional, textOf } from "./guards.ts";

/** What a decision rests on. Throws a refusal for what is none. */
export function decodeInputs(value: unknown): DecisionInputs {
  const inputs = membersOf(value, "inputs");
  return {
    policy: textOf(inputs["policy"], "inputs.policy"),
    ...optional(inputs, "texts", "inputs", (texts, where) => listOf(texts, where, decodeText)),
    evidence: listOf(inputs["evidence"], "inputs.evidence", textOf),
    ...optional(inputs, "reused", "inputs", (reused, where) => listOf(reused, where, decodeReused)),
    ...optional(inputs, "bundle", "inputs", textOf),
    ...optional(inputs, "baseline", "inputs", (baseline, where) => {
      const members = membersOf(baseline, where);
      return {
        how: textOf(members["how"], `${where}.how`),
        ...optional(members, "sha", where, textOf),
        ...optional(members, "bundle", where, textOf),
      };
    }),
    ...optional(inputs, "changes", "inputs", textOf),
    ...optional(inputs, "uncommitted", "inputs", (uncommitted, where) => {
      const { files, first } = membersOf(uncommitted, where);
      return {
        files: integerOf(files, `${where}.files`, 0),
        first: listOf(first, `${where}.first`, textOf),
      };
    }),
    ...optional(inputs, "shallow", "inputs", (commits, where) => listOf(commits, where, textOf)),
    ...optional(inputs, "problems", "inputs", (problems, where) => listOf(problems, where, decodeProblem)),
    ...optional(inputs, "options", "inputs", (options, where) => {
      const members = membersOf(options, where);
      return {
        ...optional(members, "base", where, textOf),
        ...optional(members, "config", where, textOf),
        ...optional(members, "jobs", where, (jobs, at) => listOf(jobs, at, decodeJob)),
        ...optional(members, "attempt", where, natural),
        ...optional(members, "reviews", where, (reviews, at) => listOf(reviews, at, decodeReviews)),
        ...optional(members, "absent", where, (absent, at) => listOf(absent, at, decodeAbsent)),
        ...optional(members, "override", where, decodeRequest),
        ...(members["release"] === true ? { release: true } : {}),
      };
    }),
    ...optional(inputs, "previous", "inputs", textOf),
  };
}

function decodeText(value: unknown, where: string): InputText {
  const text = membersOf(value, where);
  return {
    what: oneOf(text["what"], `${where}.what`, inputTexts),
    path: textOf(text["path"], `${where}.path`),
    digest: textOf(text["digest"], `${where}.digest`),
  };
}

function decodeReused(value: unknown, where: string): ReusedInput {
  const reused = membersOf(value, where);
  return {
    evidence: textOf(reused["evidence"], `${where}.evidence`),
    commit: textOf(reused["commit"], `${where}.commit`),
    from: textOf(reused["from"], `${where}.from`),
    packages: listOf(reused["packages"], `${where}.packages`, (item, at) => {
      const members = membersOf(item, at);
      return {
        name: textOf(members["name"], `${at}.name`),
        inputHash: textOf(members["inputHash"], `${at}.inputHash`),
      };
    }),
  };
}

function decodeAbsent(value: unknown, where: string): AbsentEvidence {
  const absent = membersOf(value, where);
  return {
    what: textOf(absent["what"], `${where}.what`),
    because: textOf(absent["because"], `${where}.because`),
    remedy: textOf(absent["remedy"], `${where}.remedy`),
  };
}

function decodeJob(value: unknown, where: string): RunJob {
  const job = membersOf(value, where);
  return {
    name: textOf(job["name"], `${where}.name`),
    ...optional(job, "attempt", where, natural),
    end: oneOf(job["end"], `${where}.end`, jobEnds),
  };
}

function natural(value: unknown, where: string): number {
  return integerOf(value, where, 0);
}
