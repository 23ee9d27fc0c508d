import type { RawProblem, ReadSession } from "../reader.ts";

/**
 * Hands bytes on and puts in the comma that googletest 1.12 forgets in front of the suite that it adds for failures
 * outside any test (measured: a failed `Environment::TearDown`). Without it the file is no JSON, and just that
 * failure would be lost. No other bytes are touched; offsets behind the place are larger by one.
 */
export function mendComma(session: ReadSession, problem: (problem: RawProblem) => void): ReadSession {
  let held: Uint8Array = new Uint8Array(0);

  return {
    write(chunk) {
      const bytes = Buffer.concat([held, chunk]);
      const from = handOn(bytes);
      const keep = Math.min(longestMark - 1, bytes.length - from);
      session.write(bytes.subarray(from, bytes.length - keep));
      held = bytes.subarray(bytes.length - keep);
    },
    end() {
      session.write(held);
      session.end();
    },
  };

  /** Position behind the last comma that was put in. */
  function handOn(bytes: Buffer): number {
    let from = 0;
    for (const mark of marks) {
      const at = bytes.indexOf(mark, from);
      if (at < 0) continue;
      session.write(bytes.subarray(from, at + 1));
      session.write(comma);
      problem(mended);
      from = at + 1;
    }
    return from;
  }
}

/** No JSON string holds a line end, so this is never text of a test. */
const marks = ["\n", "\r\n"].map((end) => Buffer.from(`}    {${end}      "name": "NonTestSuiteFailure",`));
const longestMark = Math.max(...marks.map(({ length }) => length));
const comma = Buffer.from(",");

const mended: RawProblem = {
  code: "malformed-tolerated",
  severity: "info",
  message:
    "googletest forgot the comma in front of its failures outside any test; the file is read as if it were there.",
  remedy: "Nothing has to be done: nothing else was missing.",
};
