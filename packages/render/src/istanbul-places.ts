import type { TextBuilder } from "./text-builder.ts";

/** The name of the next member of an object whose names are numbers from 0 on. */
export function putId(out: TextBuilder, id: number): void {
  out.text(id === 0 ? '"' : ',"');
  out.integer(id);
  out.text('":');
}

/** A place that is not known is `{}`, a column that is not is null. */
export function placeTo(out: TextBuilder, line: number, column: number): void {
  if (line < 0) {
    out.text("{}");
    return;
  }
  out.text('{"line":');
  out.integer(line);
  if (column < 0) {
    out.text(',"column":null}');
    return;
  }
  out.text(',"column":');
  out.integer(column);
  out.text("}");
}

/** Start and end. */
export function placesTo(
  out: TextBuilder,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): void {
  out.text('{"start":');
  placeTo(out, line, column);
  out.text(',"end":');
  placeTo(out, endLine, endColumn);
  out.text("}");
}
