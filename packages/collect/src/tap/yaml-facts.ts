import type { Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";

/**
 * What the YAML below a test point says about its failure, without a YAML parser: blocks in the wild are often no
 * YAML. Knows `message` or `error` (node, tap, tape, vitest) and `name` or `code` as plain, quoted or block scalars.
 */
export function yamlFacts(lines: readonly string[]): Detail {
  const type = scalarOf(lines, /^\s*name: *(.*)$/);
  const message = scalarOf(lines, /^\s*(?:message|error): *(.*)$/);
  const text = lines.join("\n").trimEnd();
  return {
    kind: "failure",
    ...(type === undefined || !/^[\w$.]{1,100}$/.test(type) ? {} : { type }),
    message: message === undefined ? "The test failed." : cutText(message),
    ...(text.trim() === "" ? {} : { text: cutText(text) }),
  };
}

/** Milliseconds of node's `duration_ms`, as text. */
export function yamlDuration(lines: readonly string[]): string | undefined {
  return scalarOf(lines, /^\s*duration_ms: *(.*)$/);
}

function scalarOf(lines: readonly string[], key: RegExp): string | undefined {
  for (const [i, line] of lines.entries()) {
    const told = key.exec(line)?.[1]?.trim();
    if (told === undefined || told === "") continue;
    const value = /^[|>][-+]?$/.test(told)
      ? lines
          .slice(i + 1)
          .find((next) => next.trim() !== "")
          ?.trim()
      : unquote(told);
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** The first line of a quoted scalar may lack its end. */
function unquote(text: string): string {
  if (text.startsWith("'")) return text.slice(1).replace(/'$/, "").replaceAll("''", "'");
  if (text.startsWith('"'))
    return text
      .slice(1)
      .replace(/(?<!\\)"$/, "")
      .replace(/\\(["\\])/g, "$1");
  return text;
}
