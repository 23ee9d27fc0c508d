import { isAbsolute } from "node:path";
import type { TestError } from "@playwright/test/reporter";
import { plainText } from "../file/plain-text.ts";

/** An error with the lines of source around its place, its stack, and what caused it. */
export function errorText(error: TestError, depth = 0): string {
  const { message, stack, snippet, value, cause } = error;
  const head = message ?? (value === undefined ? "An error without a message." : `Thrown: ${value}`);
  const under = cause === undefined || depth >= 5 ? undefined : `Caused by: ${errorText(cause, depth + 1)}`;
  return plainText(head, snippet === undefined ? undefined : `\n${snippet}`, framesOf(stack), under);
}

/** An error outside every test, with the file that did not load where there is one. */
export function outsideText(error: TestError): string {
  const { location } = error;
  const isPlaced = location !== undefined && isAbsolute(location.file);
  return `${isPlaced ? `${location.file}:${location.line}:${location.column}: ` : ""}${errorText(error)}`;
}

function framesOf(stack: string | undefined): string | undefined {
  const from = stack?.search(/^\s+at /m) ?? -1;
  return from < 0 ? undefined : stack?.slice(from);
}
