import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { usageError } from "@tollgate/model";
import type { Command } from "./command.ts";

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

type Parsed = {
  readonly values: Values;
  readonly files: readonly string[];
  /** What stands behind `--`; absent without it. */
  readonly command?: readonly string[];
};

/** Options, files and what stands behind `--`; throws a usage error for what the command does not know. */
export function readArguments({ usage, options }: Command, args: readonly string[]): Parsed {
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

/** The option as a member, where it was given. */
export function text<N extends string>(values: Values, name: N): { readonly [K in N]?: string } {
  const value = values[name];
  return (typeof value === "string" ? { [name]: value } : {}) as { [K in N]?: string }; // computed keys widen
}

/** The same for an option that may be repeated. */
export function texts<N extends string>(values: Values, name: N): { readonly [K in N]?: readonly string[] } {
  const told = values[name];
  const list: readonly string[] | undefined = Array.isArray(told)
    ? told.filter((value) => typeof value === "string")
    : undefined;
  return (list === undefined ? {} : { [name]: list }) as { [K in N]?: readonly string[] }; // computed keys widen
}

export function settingOf(values: Values): { readonly base?: string; readonly config?: string } {
  return { ...text(values, "base"), ...text(values, "config") };
}

export function coordinatesOf(values: Values): {
  readonly kind?: string;
  readonly package?: string;
  readonly job?: string;
  readonly shard?: string;
  readonly attempt?: string;
  readonly environment?: readonly string[];
} {
  return {
    ...text(values, "kind"),
    ...text(values, "package"),
    ...text(values, "job"),
    ...text(values, "shard"),
    ...text(values, "attempt"),
    ...texts(values, "environment"),
  };
}

export function runnerOf(
  values: Values,
  command: readonly string[] | undefined,
): { readonly command?: readonly string[]; readonly exitCode?: string } {
  const exitCode = values["exit-code"];
  return {
    ...(command === undefined ? {} : { command }),
    ...(typeof exitCode === "string" ? { exitCode } : {}),
  };
}

export function outputsOf(values: Values): {
  readonly baseReport?: readonly string[];
  readonly jobs?: string;
  readonly previous?: string;
  readonly reviews?: string;
  readonly gate?: string;
  readonly out?: string;
  readonly also?: readonly string[];
  readonly vsaSubject?: readonly string[];
  readonly json: boolean;
} {
  const { "vsa-subject": vsaSubject } = texts(values, "vsa-subject");
  return {
    ...(vsaSubject === undefined ? {} : { vsaSubject }),
    ...baseReportOf(values),
    ...text(values, "jobs"),
    ...text(values, "previous"),
    ...text(values, "reviews"),
    ...text(values, "gate"),
    ...text(values, "out"),
    ...texts(values, "also"),
    json: values["json"] === true,
  };
}

export function publishingOf(values: Values): {
  readonly gate?: string;
  readonly comment?: string;
  readonly check: boolean;
  readonly status: boolean;
  readonly author?: string;
  readonly failOnPublishError: boolean;
} {
  return {
    ...text(values, "gate"),
    ...text(values, "comment"),
    check: values["no-check"] !== true,
    status: values["status"] === true,
    ...text(values, "author"),
    failOnPublishError: values["fail-on-publish-error"] === true,
  };
}

export function baseReportOf(values: Values): { readonly baseReport?: readonly string[] } {
  const { "base-report": baseReport } = texts(values, "base-report");
  return baseReport === undefined ? {} : { baseReport };
}
