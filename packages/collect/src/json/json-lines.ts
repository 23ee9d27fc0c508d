import { type Line, longLine, openLines } from "../input/lines.ts";
import { createProblemTally, type Doubt, quote, times } from "../problem-tally.ts";
import type { ReadSession, Sink } from "../reader.ts";
import { isMembers, type Members } from "./members.ts";

export type JsonLinesOptions = {
  /** A line that is a JSON object. `line` is 1-based. */
  record(record: Members, line: number): void;
  /** A line that is none: what a program printed into the same stream. */
  text(text: string, line: number): void;
  /** Tells a damaged record that does not begin like one from other text: what only records of the format hold. */
  readonly mark: RegExp;
  /** Called once, behind the last line. */
  end(): void;
  readonly sink: Pick<Sink, "problem">;
};

/**
 * Reads JSON objects, one a line, as runners stream them; memory is bounded by one line. Other text between them is
 * given on; a record that cannot be parsed is a Problem of severity error, because it may be a failure.
 */
export function openJsonLines({ record, text, mark, end, sink }: JsonLinesOptions): ReadSession {
  const doubts = createProblemTally();
  return openLines({
    problem: (problem) => sink.problem(problem),
    line(line) {
      const trimmed = line.text.trim();
      if (trimmed === "") return;
      const value = parse(trimmed);
      if (isMembers(value)) record(value, line.number);
      else if (beginOfObject.test(trimmed) || mark.test(trimmed))
        doubts.add(damageOf(line), quote(trimmed), { line: line.number });
      else text(line.text, line.number);
    },
    end() {
      doubts.flush((problem) => sink.problem(problem));
      end();
    },
  });
}

function parse(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const beginOfObject = /^\{\s*"/;

function damageOf({ isCut, isEnded }: Line): Doubt {
  if (isCut) return longLine;
  return isEnded ? badRecord : cutRecord;
}

const badRecord: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line looks like a record and is", "lines look like records and are")} no JSON; what they say is lost.`,
  remedy: "Let nothing else write into the file of the report: two writers cut each other's lines.",
};

const cutRecord: Doubt = {
  code: "truncated",
  severity: "error",
  message: () => "The last line ends before its record is complete; what stands after the cut is missing.",
  remedy: "The tool was killed, the disk was full, or the upload was cut: run it again.",
};
