import type { SerializedError, TestError } from "vitest";
import { plainText } from "../file/plain-text.ts";

/** An error with its class, its difference, its places in the sources, and what caused it. */
export function errorText(error: TestError | SerializedError, depth = 0): string {
  const cause =
    depth < 5 && isError(error.cause) ? `Caused by: ${errorText(error.cause, depth + 1)}` : undefined;
  return plainText(headOf(error), diffOf(error), placesOf(error), cause);
}

/** An error outside every test: which kind vitest calls it, and the test during which it was seen. */
export function outsideText(error: SerializedError): string {
  const { type, VITEST_TEST_PATH: file, VITEST_TEST_NAME: test } = error;
  const text = errorText(error);
  const during = [test, file].filter((part) => typeof part === "string" && part !== "").join(" in ");
  return plainText(
    typeof type === "string" && type !== "" ? `${type}: ${text}` : text,
    during === "" ? undefined : `Seen during ${during}.`,
  );
}

function headOf({ name, message }: SerializedError): string {
  const told = typeof message === "string" ? message : String(message);
  return name === undefined || name === "" || told.startsWith(`${name}: `) ? told : `${name}: ${told}`;
}

function diffOf(error: SerializedError): string | undefined {
  return typeof error["diff"] === "string" ? `\n${error["diff"]}` : undefined;
}

/** `stacks` are mapped to the sources; causes have a stack only. */
function placesOf({ stacks, stack = "" }: SerializedError): string {
  const places = stacks?.map(({ method, file, line, column }) => {
    const place = `${file}:${line}:${column}`;
    return method === "" ? `    at ${place}` : `    at ${method} (${place})`;
  });
  return (places ?? stack.split("\n")).filter(isOwnFrame).join("\n");
}

/** Frames of the runner and of the platform say nothing about the error, and differ from machine to machine. */
function isOwnFrame(line: string): boolean {
  return /^\s+at /.test(line) && !/\/node_modules\/(?:@vitest|vitest)\/|\bnode:internal\//.test(line);
}

function isError(cause: unknown): cause is SerializedError {
  return cause !== null && typeof cause === "object" && "message" in cause;
}
