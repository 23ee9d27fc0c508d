import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { usageError } from "@tollgate/model";
import type { Environment } from "@tollgate/pipeline";

export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  run(environment: Environment, args: readonly string[]): Promise<number>;
};

type Option = {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  readonly value?: string;
  readonly help: string;
};

const policy = {
  config: { type: "string", value: "FILE", help: "the policy; else tollgate.yml at the repository's root" },
} satisfies Record<string, Option>;

const setting = {
  base: {
    type: "string",
    value: "REF",
    help: "compare with this branch, tag or commit; else the event's base, else the default branch",
  },
  ...policy,
} satisfies Record<string, Option>;

const coordinates = {
  kind: {
    type: "string",
    value: "KIND",
    help: "unit, integration, e2e or your own, where the policy does not say; else path and runner tell",
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
} satisfies Record<string, Option>;

const runner = {
  "exit-code": {
    type: "string",
    value: "N",
    help: "what the runner ended with, where it was not run by `-- COMMAND`",
  },
} satisfies Record<string, Option>;

const outputs = {
  "base-report": {
    type: "string",
    value: "BUNDLE",
    help: "evidence of the base, for what is new and what changed",
  },
  out: {
    type: "string",
    value: "DIR",
    help: "folder for the outputs; else .tollgate/out at the repository's root",
  },
  json: { type: "boolean", help: "print the decision as JSON and nothing else" },
} satisfies Record<string, Option>;

/** Every command, in the order of the help. The work is loaded only when its command is run. */
export const commands: readonly Command[] = [
  {
    name: "run",
    usage: "tollgate run [options] [FILES…] [-- COMMAND…]",
    summary:
      "collect, merge, judge and report on this checkout, behind -- after running the tests; exit 0 allow, 1 block or hold, 2 no verdict",
    options: { ...setting, ...coordinates, ...runner, ...outputs },
    async run(environment, args) {
      const { values, files, command } = parse(this, args);
      const { run } = await import("@tollgate/pipeline/run");
      return run(environment, {
        files,
        ...settingOf(values),
        ...coordinatesOf(values),
        ...runnerOf(values, command),
        ...outputsOf(values),
      });
    },
  },
  {
    name: "inspect",
    usage: "tollgate inspect [--json] FILES…",
    summary: "what each report is, what it holds, what is wrong with it and how to mend it",
    options: { json: { type: "boolean", help: "print one JSON object (schema tollgate/inspect/1)" } },
    async run(environment, args) {
      const { values, files } = parse(this, args);
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
      const { values, files, command } = parse(this, args);
      const { collect } = await import("@tollgate/pipeline/collect");
      return collect(environment, {
        files,
        ...text(values, "config"),
        ...coordinatesOf(values),
        ...runnerOf(values, command),
        ...text(values, "out"),
      });
    },
  },
  {
    name: "merge",
    usage: "tollgate merge --out BUNDLE BUNDLES…",
    summary: "unite bundles; any tree of merges gives the same",
    options: { out: { type: "string", value: "BUNDLE", help: "the bundle to write" } },
    async run(environment, args) {
      const { values, files } = parse(this, args);
      const { merge } = await import("@tollgate/pipeline/collect");
      return merge(environment, { files, ...text(values, "out") });
    },
  },
  {
    name: "gate",
    usage: "tollgate gate [options] BUNDLES…",
    summary: "judge bundles of this and other jobs; outputs and exit codes as for run",
    options: { ...setting, ...outputs },
    async run(environment, args) {
      const { values, files } = parse(this, args);
      const { gate } = await import("@tollgate/pipeline/run");
      return gate(environment, { files, ...settingOf(values), ...outputsOf(values) });
    },
  },
  {
    name: "explain",
    usage: "tollgate explain rule [ID] | explain coverage [PATH[:LINE]] [options]",
    summary:
      "how the last verdict came about, rule by rule; what coverage comes from, down to the reports and tests of a line",
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
      by: { type: "string", value: "WHAT", help: "coverage: package, owner or file; else package" },
      json: { type: "boolean", help: "coverage: print one JSON object (schema tollgate/explain-coverage/1)" },
    },
    async run(environment, args) {
      const { values, files } = parse(this, args);
      const [topic, about, ...more] = files;
      if ((topic !== "rule" && topic !== "coverage") || more.length > 0)
        throw usageError(`"explain ${files.join(" ")}" is not understood.`, `Use it as: ${this.usage}`);
      if (topic === "rule") {
        const { explain } = await import("@tollgate/pipeline/explain");
        return explain(environment, {
          ...(about === undefined ? {} : { rule: about }),
          ...text(values, "decision"),
        });
      }
      const { explainCoverage } = await import("@tollgate/pipeline/explain-coverage");
      const { evidence } = values;
      return explainCoverage(environment, {
        ...(about === undefined ? {} : { place: about }),
        ...text(values, "by"),
        ...(Array.isArray(evidence) ? { evidence: evidence.filter((file) => typeof file === "string") } : {}),
        json: values["json"] === true,
      });
    },
  },
];

/** The overview that `tollgate help` prints. */
export function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`).join("");
  return `Tollgate: a gate that is never greener than the evidence.\n\nCommands:\n${rows}\n\`tollgate COMMAND --help\` lists the options.\n`;
}

/** What `tollgate COMMAND --help` prints. */
export function commandHelp({ usage, summary, options }: Command): string {
  const rows = Object.entries(options).map(
    ([name, { value, help: text }]) => [`--${name}${value === undefined ? "" : ` ${value}`}`, text] as const,
  );
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return `${usage}\n\n${summary}\n\n${rows.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}\n`).join("")}`;
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

type Parsed = {
  readonly values: Values;
  readonly files: readonly string[];
  /** What stands behind `--`; absent without it. */
  readonly command?: readonly string[];
};

function parse({ usage, options }: Command, args: readonly string[]): Parsed {
  const config: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple === true },
    ]),
  );
  try {
    const all = { args: [...args], options: config, allowPositionals: true, tokens: true } as const;
    const { values, positionals, tokens } = parseArgs(all);
    const end = tokens.find(({ kind }) => kind === "option-terminator");
    if (end === undefined || !("exit-code" in options)) return { values, files: positionals };
    const command = args.slice(end.index + 1);
    return { values, files: positionals.slice(0, positionals.length - command.length), command };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw usageError(
      `${reason}.`,
      `Use it as: ${usage}\nOptions: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(", ")}`,
      error,
    );
  }
}

function text<N extends string>(values: Values, name: N): { readonly [K in N]?: string } {
  const value = values[name];
  return (typeof value === "string" ? { [name]: value } : {}) as { [K in N]?: string }; // computed keys widen
}

function settingOf(values: Values): { readonly base?: string; readonly config?: string } {
  return { ...text(values, "base"), ...text(values, "config") };
}

function coordinatesOf(values: Values): {
  readonly kind?: string;
  readonly job?: string;
  readonly shard?: string;
  readonly attempt?: string;
  readonly environment?: readonly string[];
} {
  const environment = values["environment"];
  return {
    ...text(values, "kind"),
    ...text(values, "job"),
    ...text(values, "shard"),
    ...text(values, "attempt"),
    ...(Array.isArray(environment)
      ? { environment: environment.filter((pair) => typeof pair === "string") }
      : {}),
  };
}

function runnerOf(
  values: Values,
  command: readonly string[] | undefined,
): { readonly command?: readonly string[]; readonly exitCode?: string } {
  const exitCode = values["exit-code"];
  return {
    ...(command === undefined ? {} : { command }),
    ...(typeof exitCode === "string" ? { exitCode } : {}),
  };
}

function outputsOf(values: Values): {
  readonly baseReport?: string;
  readonly out?: string;
  readonly json: boolean;
} {
  const baseReport = values["base-report"];
  return {
    ...(typeof baseReport === "string" ? { baseReport } : {}),
    ...text(values, "out"),
    json: values["json"] === true,
  };
}
