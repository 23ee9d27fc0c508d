import type { Doubt } from "../problem-tally.ts";
import type { RawProblem, ReadSession } from "../reader.ts";
import { createTextDecoding } from "./decode-text.ts";
import { detach } from "./detach.ts";

/** One line of a text, without its line end. */
export type Line = {
  /** Up to `longestLine` UTF-16 units; keeps nothing of the input alive. */
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** True when the text was longer than the limit and is cut. */
  readonly isCut: boolean;
  /** False for the last line when no line feed follows it. */
  readonly isEnded: boolean;
};

export type LinesOptions = {
  line(line: Line): void;
  /** Called once, behind the last line. */
  end(): void;
  problem(problem: RawProblem): void;
  /** Most UTF-16 units of a line that are kept. @default longestLine */
  readonly limit?: number;
};

/** Longer lines are cut: a screenshot in a JSON line has a few megabytes. */
const longestLine: number = 64 * 1024 * 1024;

/** Cuts a text (by its byte order mark, else UTF-8) into lines; memory is bounded by one line. A lone `\r` ends none. */
export function openLines({ line, end, problem, limit = longestLine }: LinesOptions): ReadSession {
  const decoding = createTextDecoding({ problem, endsAfter: "\n" });
  let pieces: string[] = [];
  let length = 0;
  let number = 0;

  return {
    write: (chunk) => read(decoding.write(chunk)),
    end() {
      read(decoding.end());
      if (length > 0) close(false);
      end();
    },
  };

  function read(text: string): void {
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      keep(text.slice(from, at));
      close(true);
      from = at + 1;
    }
    keep(text.slice(from));
  }

  function keep(piece: string): void {
    const room = limit - length;
    if (piece !== "" && room > 0) pieces.push(detach(room < piece.length ? piece.slice(0, room) : piece));
    length += piece.length;
  }

  function close(isEnded: boolean): void {
    number++;
    const joined = pieces.length === 1 ? pieces[0]! : pieces.join("");
    const text = joined.endsWith("\r") ? joined.slice(0, -1) : joined;
    const isCut = length > limit;
    pieces = [];
    length = 0;
    line({ text, number, isCut, isEnded });
  }
}

/** For readers to tell of lines that were cut. */
export const longLine: Doubt = {
  code: "value-too-long",
  severity: "error",
  message: (count) =>
    `${count} ${count === 1 ? "line is" : "lines are"} longer than 64 Mi characters and cut.`,
  remedy: "Look at what prints it; turn off what fills the report: captured output, attachments.",
};
