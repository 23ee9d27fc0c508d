import type { CheckAnnotation } from "@tollgate/model";

/** The annotation as the API takes it. */
export function toApiAnnotation(annotation: CheckAnnotation): Readonly<Record<string, string | number>> {
  const { path, startLine, endLine, startColumn, endColumn, level, title, message } = annotation;
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    ...(startColumn === undefined ? {} : { start_column: startColumn }),
    ...(endColumn === undefined ? {} : { end_column: endColumn }),
    annotation_level: level,
    ...(title === "" ? {} : { title }),
    message,
  };
}
