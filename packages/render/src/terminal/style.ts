import { cutCodePoints, inertLine, plainLine, plainText } from "@tollgate/text";
import picocolors from "picocolors";

/** What the place of output can show. */
export type TerminalOptions = {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
};

export type Paint = Pick<
  ReturnType<typeof picocolors.createColors>,
  "bold" | "dim" | "green" | "red" | "yellow" | "cyan"
>;

export function paintFor({ color }: TerminalOptions): Paint {
  return picocolors.createColors(color);
}

/** Text from a report on one line, in full unless it is absurdly long. */
export function plain(text: string): string {
  return cutCodePoints(plainLine(text), 400);
}

/** A paragraph's end says what to do, so it is cut later than a cell. */
const longest = 1000;

/** Text from a report in lines of at most `width` columns where its words allow it; all but the first get `indent`. */
export function wrapped(
  text: string,
  first: string,
  indent: string,
  { width }: TerminalOptions,
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of cutCodePoints(plainLine(text), longest).split(" ")) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** The first lines of what a runner said, each below `indent`. */
export function quoted(text: string, indent: string): readonly string[] {
  if (text.trim() === "") return [];
  return plainText(text)
    .split("\n")
    .map((line) => (indent + plain(line)).trimEnd());
}

/** Whole lines to text; none of them begins a workflow command when it is printed in a CI log. */
export function toOutput(lines: readonly string[]): string {
  return lines.map((line) => `${inertLine(line)}\n`).join("");
}

/** Rows below each other; `align` has a letter a column: `l` or `r`. Cells are painted after they are padded. */
export function columns(
  align: string,
  rows: readonly (readonly string[])[],
  paint: (cell: string, row: number, column: number) => string,
): readonly string[] {
  const widths = [...align].map((_, column) =>
    Math.max(...rows.map((cells) => widthOf(cells[column] ?? ""))),
  );
  return rows.map((cells, row) =>
    cells
      .map((cell, column) => {
        const blanks = " ".repeat(widths[column]! - widthOf(cell));
        return paint(align[column] === "r" ? blanks + cell : cell + blanks, row, column);
      })
      .join("  ")
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].length;
}
