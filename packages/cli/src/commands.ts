import { usageError } from "@tollgate/model";
import type { Command } from "./command.ts";
import { baseReport, coordinates, jobs, outputs, policy, publishing, runner, setting } from "./options.ts";
import {
  baseReportOf,
  coordinatesOf,
  outputsOf,
  publishingOf,
  readArguments,
  runnerOf,
  settingOf,
  text,
  texts,
} from "./read-arguments.ts";

/** Every command, in the order of the help. The work is loaded only when its command is run. */
export const commands: readonly Command[] = [
  {
    name: "run",
    usage: "tollgate run [options] [FILES…] [-- COMMAND…]",
    summary:
      "collect, merge, judge and report on this checkout, behind -- after running the tests; exit 0 allow, 1 block or hold, 2 no verdict",
    options: { ...setting, ...coordinates, ...runner, ...outputs },
    async run(environment, args) {
      const { values, files, command } = readArguments(this, args);
      const { run } = await import("@tollgate/pipeline/run");
      const { exitCode } = await run(environment, {
        files,
        ...settingOf(values),
        ...coordinatesOf(values),
        ...runnerOf(values, command),
        ...outputsOf(values),
      });
      return exitCode;
    },
  },
  {
    name: "init",
    usage: "tollgate init [--dry-run]",
    summary:
      "propose a tollgate.yml from today's reports, and a workflow for GitHub; never overwrites a file",
    options: {
      "dry-run": {
        type: "boolean",
        help: "print the policy on standard output, all else on standard error, and write nothing",
      },
    },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      if (files.length > 0)
        throw usageError(`"init ${files.join(" ")}" is not understood.`, `Use it as: ${this.usage}`);
      const { init } = await import("@tollgate/pipeline/init");
      return init(environment, { dryRun: values["dry-run"] === true });
    },
  },
  {
    name: "inspect",
    usage: "tollgate inspect [--json] FILES…",
    summary: "what each report is, what it holds, what is wrong with it and how to mend it",
    options: { json: { type: "boolean", help: "print one JSON object (schema tollgate/inspect/1)" } },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const { inspect } = await import("@tollgate/pipeline/inspect");
      return inspect(environment, { files, json: values["json"] === true });
    },
  },
  {
    name: "collect",
    usage: "tollgate collect [options] [FILES…] [-- COMMAND…]",
    summary:
      "read the reports of this job into a bundle, for a gate in another job; behind -- after running the tests, whose exit code the gate judges",
    options: {
      ...policy,
      ...coordinates,
      ...runner,
      out: {
        type: "string",
        value: "BUNDLE",
        help: "the bundle to write; else .tollgate/out/evidence.tollgate at the repository's root",
      },
    },
    async run(environment, args) {
      const { values, files, command } = readArguments(this, args);
      const { collect } = await import("@tollgate/pipeline/collect");
      const { exitCode } = await collect(environment, {
        files,
        ...text(values, "config"),
        ...coordinatesOf(values),
        ...runnerOf(values, command),
        ...text(values, "out"),
      });
      return exitCode;
    },
  },
  {
    name: "merge",
    usage: "tollgate merge --out BUNDLE BUNDLES…",
    summary: "unite bundles; any tree of merges gives the same",
    options: { out: { type: "string", value: "BUNDLE", help: "the bundle to write" } },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const { merge } = await import("@tollgate/pipeline/collect");
      return merge(environment, { files, ...text(values, "out") });
    },
  },
  {
    name: "gate",
    usage: "tollgate gate [options] BUNDLES… | gate --compare --policy FILE BUNDLES…",
    summary: "judge bundles of this and other jobs; outputs and exit codes as for run",
    options: {
      ...setting,
      ...outputs,
      release: {
        type: "boolean",
        help: "judge the commit for a release: all evidence there and of this very commit; writes release-record.md and .json",
      },
      compare: {
        type: "boolean",
        help: "decide nothing: tell what the policy of --policy would say of past runs, each by its bundle",
      },
      policy: { type: "string", value: "FILE", help: "with --compare: the policy that is tried" },
    },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const json = values["json"] === true;
      if (values["compare"] === true) {
        const { compare } = await import("@tollgate/pipeline/compare");
        return compare(environment, { files, json, ...text(values, "policy"), ...text(values, "config") });
      }
      if (values["policy"] !== undefined)
        throw usageError(
          "--policy goes with --compare.",
          "The policy that decides is named by --config FILE.",
        );
      const { gate } = await import("@tollgate/pipeline/run");
      const release = values["release"] === true;
      const judged = await gate(environment, { files, release, ...settingOf(values), ...outputsOf(values) });
      return judged.exitCode;
    },
  },
  {
    name: "publish",
    usage: "tollgate publish [options] [RESULT]",
    summary:
      "show the verdict of this CI run on GitHub: check run, comment, commit status; reads GITHUB_TOKEN, and never changes the verdict",
    options: publishing,
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      if (files.length > 1)
        throw usageError(`"publish ${files.join(" ")}" is not understood.`, `Use it as: ${this.usage}`);
      const { publishFromShell } = await import("@tollgate/pipeline/publish-from-shell");
      return publishFromShell(environment, { ...publishingOf(values), result: files[0] ?? ".tollgate/out" });
    },
  },
  {
    name: "expect",
    usage: "tollgate expect [options] [BUNDLES…]",
    summary:
      "what must arrive and why, and what came for it: in the bundles, else among the reports of this checkout",
    options: {
      ...setting,
      ...baseReport,
      ...jobs,
      json: { type: "boolean", help: "print one JSON object (schema tollgate/expect/1)" },
    },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const { expect } = await import("@tollgate/pipeline/expect");
      return expect(environment, {
        files,
        ...settingOf(values),
        ...baseReportOf(values),
        ...text(values, "jobs"),
        json: values["json"] === true,
      });
    },
  },
  {
    name: "replay",
    usage: "tollgate replay [options] DECISION | replay --chain DECISIONS…",
    summary:
      "judge again what a decision judged: exit 0 the same bytes, 1 not the same, 2 it cannot be judged again here",
    options: {
      evidence: {
        type: "string",
        multiple: true,
        value: "BUNDLE",
        help: "the evidence that was judged; else evidence.tollgate beside the decision",
      },
      "base-report": {
        type: "string",
        multiple: true,
        value: "BUNDLE",
        help: "the base's evidence that was compared with; else base.tollgate beside the decision",
      },
      config: { type: "string", value: "FILE", help: "the policy, where it lay outside the repository" },
      chain: {
        type: "boolean",
        help: "judge nothing: check that decisions follow each other unchanged, as --previous tied them",
      },
      json: { type: "boolean", help: "print one JSON object (schema tollgate/replay/1)" },
    },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const { replay } = await import("@tollgate/pipeline/replay");
      return replay(environment, {
        files,
        ...texts(values, "evidence"),
        ...baseReportOf(values),
        ...text(values, "config"),
        chain: values["chain"] === true,
        json: values["json"] === true,
      });
    },
  },
  {
    name: "explain",
    usage: "tollgate explain rule [ID] | explain policy | explain coverage [PATH[:LINE]] [options]",
    summary:
      "how the last verdict came about, rule by rule; what the policy, its layers and waivers ask for and allow; what coverage comes from, down to the reports and tests of a line",
    options: {
      decision: {
        type: "string",
        value: "FILE",
        help: "rule: the decision; else .tollgate/out/decision.json at the repository's root",
      },
      evidence: {
        type: "string",
        multiple: true,
        value: "BUNDLE",
        help: "coverage: the bundles; else .tollgate/out/evidence.tollgate at the repository's root",
      },
      base: { type: "string", value: "REF", help: "policy: as a change to this branch is judged" },
      config: {
        type: "string",
        value: "FILE",
        help: "policy: the policy; else tollgate.yml at the repository's root",
      },
      by: { type: "string", value: "WHAT", help: "coverage: package, owner or file; else package" },
      json: {
        type: "boolean",
        help: "policy, coverage: print one JSON object (schema tollgate/explain-policy/1, tollgate/explain-coverage/1)",
      },
    },
    async run(environment, args) {
      const { values, files } = readArguments(this, args);
      const [topic, about, ...more] = files;
      const isKnown = topic === "rule" || topic === "coverage" || (topic === "policy" && about === undefined);
      if (!isKnown || more.length > 0)
        throw usageError(`"explain ${files.join(" ")}" is not understood.`, `Use it as: ${this.usage}`);
      if (topic === "rule") {
        const { explain } = await import("@tollgate/pipeline/explain");
        return explain(environment, {
          ...(about === undefined ? {} : { rule: about }),
          ...text(values, "decision"),
        });
      }
      if (topic === "policy") {
        const { explainPolicy } = await import("@tollgate/pipeline/explain-policy");
        return explainPolicy(environment, {
          ...text(values, "config"),
          ...text(values, "base"),
          json: values["json"] === true,
        });
      }
      const { explainCoverage } = await import("@tollgate/pipeline/explain-coverage");
      return explainCoverage(environment, {
        ...(about === undefined ? {} : { place: about }),
        ...text(values, "by"),
        ...texts(values, "evidence"),
        json: values["json"] === true,
      });
    },
  },
];
