import type { TextBuilder } from "./text-builder.ts";

/** The name of the next member of an object whose names are numbers from 0 on. */
export function putId(out: TextBuilder, id: number): void {
  out.fixed(id === 0 ? '"' : ',"');
  out.integer(id);
  out.fixed('":');
}

/** A place that is not known is `{}`, a column that is not is null. */
export function placeTo(out: TextBuilder, line: number, column: number): void {
  if (line < 0) {
    out.fixed("{}");
    return;
  }
  out.fixed('{"line":');
  out.integer(line);
  if (column < 0) {
    out.fixed(',"column":null}');
    return;
  }
  out.fixed(',"column":');
  out.integer(column);
  out.fixed("}");
}

/** Start and end. */
export function placesTo(
  out: TextBuilder,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): void {
  out.fixed('{"start":');
  placeTo(out, line, column);
  out.fixed(',"end":');
  placeTo(out, endLine, endColumn);
  out.fixed("}");
}
