import type { Options } from "./command.ts";

/** Options that several commands share, by what they are about. */
export const policy: Options = {
  config: { type: "string", value: "FILE", help: "the policy; else tollgate.yml at the repository's root" },
};

export const setting: Options = {
  base: {
    type: "string",
    value: "REF",
    help: "compare with this branch, tag or commit; else the event's base, else the default branch",
  },
  ...policy,
};

export const coordinates: Options = {
  kind: {
    type: "string",
    value: "KIND",
    help: "unit, integration, e2e or your own, where the policy does not say; else path and runner tell",
  },
  package: {
    type: "string",
    value: "NAME",
    help: "whose tests ran, where the policy does not say; else the report, or the package whose folder holds it",
  },
  job: { type: "string", value: "NAME", help: "the CI job; else GITHUB_JOB" },
  shard: { type: "string", value: "I/N", help: "this is shard I of N" },
  attempt: { type: "string", value: "N", help: "attempt of the CI run; else GITHUB_RUN_ATTEMPT" },
  environment: {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    help: "what distinguishes this run: node=24, os=linux; repeat it",
  },
};

export const runner: Options = {
  "exit-code": {
    type: "string",
    value: "N",
    help: "what the runner ended with, where it was not run by `-- COMMAND`; or success, failure, cancelled, skipped, as GitHub Actions tells of its step",
  },
};

export const baseReport: Options = {
  "base-report": {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "evidence of the base, for what is new and what changed: a bundle or reports; repeat it",
  },
};

export const jobs: Options = {
  jobs: {
    type: "string",
    value: "FILE",
    help: "the run's jobs as GitHub's API lists them: one that failed, was cancelled or skipped and left no bundle is named",
  },
};

export const outputs: Options = {
  ...baseReport,
  ...jobs,
  previous: {
    type: "string",
    value: "DECISION",
    help: "the decision before this one, to be named by its digest: decisions become a chain",
  },
  reviews: {
    type: "string",
    value: "FILE",
    help: "who approved the changes that brought waivers, as the platform tells it (docs/waivers.md)",
  },
  gate: {
    type: "string",
    value: "NAME",
    help: "whose comment and check this is, where a repository has several gates; else tollgate",
  },
  out: {
    type: "string",
    value: "DIR",
    help: "folder for the outputs; else .tollgate/out at the repository's root",
  },
  also: {
    type: "string",
    multiple: true,
    value: "FORMAT",
    help: "write also merged coverage as istanbul (coverage-final.json) or sonarqube (sonarqube.xml), merged findings as sarif (findings.sarif), the verdict as an in-toto summary with vsa (vsa.json); repeat it",
  },
  "vsa-subject": {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "with --also vsa: a file built from the commit, which passes or fails with it; repeat it",
  },
  json: { type: "boolean", help: "print the decision as JSON and nothing else" },
};

export const publishing: Options = {
  gate: { type: "string", value: "NAME", help: "refuse a result that is of another gate" },
  comment: {
    type: "string",
    value: "WHEN",
    help: "always; changes: silent while all is well and when the comment says the same already; off. Else always",
  },
  "no-check": { type: "boolean", help: "make no check run" },
  status: { type: "boolean", help: "set a commit status, too" },
  author: {
    type: "string",
    value: "LOGIN",
    help: "whose the token is, where it is not the workflow's own: a comment is found by its author; else github-actions[bot]",
  },
  "fail-on-publish-error": { type: "boolean", help: "exit 2 when something could not be published" },
};
