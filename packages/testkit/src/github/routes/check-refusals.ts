import { type Answer, type FieldError, validationFailed } from "../answer.ts";
import type { CheckAnnotation } from "../state.ts";

export type Output = {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly CheckAnnotation[];
};

/** Reports speak of characters as well as of bytes: the stricter count is bytes. */
const mostOutputBytes = 65_535;
const mostMessageBytes = 64 * 1024;
const mostTitleCharacters = 255;

type Given = {
  readonly status?: string;
  readonly conclusion?: string;
  readonly completed_at?: string;
  readonly details_url?: string;
  readonly output?: Output;
};

/** What GitHub refuses in a check run though its description lets it pass. */
export function refuseCheckRun(given: Given): Answer | undefined {
  const errors = [...refuseState(given), ...refuseOutput(given.output), ...refuseAnnotations(given.output)];
  return errors.length === 0 ? undefined : validationFailed(...errors);
}

function* refuseState({ status, conclusion, completed_at, details_url }: Given): Iterable<FieldError> {
  if (conclusion === "stale") yield invalid("conclusion", "Only GitHub can set the conclusion stale.");
  const isCompleted = status === "completed" || completed_at !== undefined;
  if (isCompleted && conclusion === undefined)
    yield { resource: "CheckRun", code: "missing_field", field: "conclusion" };
  if (details_url !== undefined && !/^https?:\/\//.test(details_url))
    yield invalid("details_url", "details_url must use http or https scheme");
}

function* refuseOutput(output: Output | undefined): Iterable<FieldError> {
  for (const field of ["summary", "text"] as const)
    if (Buffer.byteLength(output?.[field] ?? "") > mostOutputBytes)
      yield invalid(field, `${field} exceeds a maximum bytesize of ${mostOutputBytes}`);
  if ((output?.title ?? "").length > mostTitleCharacters)
    yield invalid("title", `title is too long (maximum is ${mostTitleCharacters} characters)`);
}

function* refuseAnnotations(output: Output | undefined): Iterable<FieldError> {
  for (const annotation of output?.annotations ?? []) yield* refuseAnnotation(annotation);
}

function* refuseAnnotation(annotation: CheckAnnotation): Iterable<FieldError> {
  const { start_line, end_line, start_column, end_column } = annotation;
  const hasColumns = start_column !== undefined || end_column !== undefined;
  if (annotation.path === "") yield invalid("path", "path can't be blank");
  if (start_line < 1) yield invalid("start_line", "start_line must be positive");
  if (end_line < start_line) yield invalid("end_line", "end_line must not be before start_line");
  if (hasColumns && start_line !== end_line)
    yield invalid("start_column", "columns are only supported when start_line equals end_line");
  if (start_column !== undefined && end_column !== undefined && end_column < start_column)
    yield invalid("end_column", "end_column must not be before start_column");
  if (annotation.message === "") yield invalid("message", "message can't be blank");
  for (const field of ["message", "raw_details"] as const)
    if (Buffer.byteLength(annotation[field] ?? "") > mostMessageBytes)
      yield invalid(field, `${field} exceeds a maximum bytesize of ${mostMessageBytes}`);
  if ((annotation.title ?? "").length > mostTitleCharacters)
    yield invalid("title", `title is too long (maximum is ${mostTitleCharacters} characters)`);
}

function invalid(field: string, message: string): FieldError {
  return { resource: "CheckRun", code: "invalid", field, message };
}
