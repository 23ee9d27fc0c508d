import type { Place } from "../input/place.ts";
import type { RawProblem } from "../reader.ts";

/** What can be wrong with a document; each is told with its first places. */
export type Doubt =
  | "stray"
  | "endTag"
  | "ampersand"
  | "entities"
  | "entity"
  | "forbidden"
  | "forbiddenValue"
  | "around"
  | "several"
  | "tooLong"
  | "tooDeep"
  | "truncated"
  | "nothing";

type Kind = Pick<RawProblem, "code" | "severity" | "message" | "remedy">;

const brokenWriter =
  "The tool that wrote the file, or something that changed it afterwards, does not write XML: update it or report it there.";

const doubts: Readonly<Record<Doubt, Kind>> = {
  stray: {
    code: "malformed",
    severity: "error",
    message: "This is not XML: a tag or an attribute was wanted here.",
    remedy: brokenWriter,
  },
  endTag: {
    code: "malformed",
    severity: "error",
    message: "This end tag does not belong to the element that is open here.",
    remedy: brokenWriter,
  },
  ampersand: {
    code: "malformed-tolerated",
    severity: "warning",
    message: "A bare “&” or a name that XML does not know stands in a text; it is shown as written.",
    remedy: "The tool should write “&amp;”: update it or report it there.",
  },
  entities: {
    code: "entity-refused",
    severity: "warning",
    message: "The document type declaration defines entities; they are never expanded or fetched.",
    remedy: "Reports need no entities: find out who wrote this file, and let the tool write plain text.",
  },
  entity: {
    code: "entity-refused",
    severity: "error",
    message:
      "The document uses an entity that its document type defines; it is not expanded, so what it stands for is not known.",
    remedy: "Reports need no entities: find out who wrote this file, and let the tool write plain text.",
  },
  forbidden: {
    code: "forbidden-characters",
    severity: "warning",
    message: "The file holds escape or NUL characters, which XML forbids; they are left out.",
    remedy:
      "Other readers refuse such a file: turn colours off in the tool's output (NO_COLOR=1), or update the reporter.",
  },
  forbiddenValue: {
    code: "forbidden-characters",
    severity: "warning",
    message: "A text holds, or refers to, control characters that XML forbids; they are left out.",
    remedy:
      "Other readers refuse such a file: keep control characters out of test names, or update the reporter.",
  },
  around: {
    code: "text-around-document",
    severity: "warning",
    message: "Text stands outside the document; it is skipped.",
    remedy:
      "Let the tool write the report to a file of its own instead of sharing standard output with log lines.",
  },
  several: {
    code: "several-documents",
    severity: "warning",
    message: "The file holds more than one document; all are read.",
    remedy: "Write each report to a file of its own: other readers see only the first or refuse the file.",
  },
  tooLong: {
    code: "value-too-long",
    severity: "error",
    message: "A tag is longer than 16 million characters; it is not read.",
    remedy: "Look at this place of the file: a quote is missing, or a test's name holds a whole document.",
  },
  tooDeep: {
    code: "too-deep",
    severity: "error",
    message: "Elements are nested more than 100,000 deep; what lies deeper is read as if it were not nested.",
    remedy: "No tool nests tests like this: look at what writes the file.",
  },
  truncated: {
    code: "truncated",
    severity: "error",
    message: "The document ends here before its elements are closed; what follows is lost.",
    remedy:
      "The tool was killed, the disk was full, or a copy was interrupted: look at the end of the job's log, and run it again.",
  },
  nothing: {
    code: "truncated",
    severity: "error",
    message: "The file ends without any element.",
    remedy:
      "The tool was killed before it wrote results: look at the end of the job's log, and run it again.",
  },
};

/** Tells each kind of doubt with the first places only, and at the end how many more there were. */
export interface DoubtTeller {
  tell(doubt: Doubt, place: () => Place): void;
  end(): void;
}

/** Kinds that are told more than once, because each place may be another loss. */
const placesTold: Partial<Record<Doubt, number>> = { stray: 3, endTag: 3 };

export function createDoubtTeller(problem: (problem: RawProblem) => void): DoubtTeller {
  const counts = new Map<Doubt, number>();
  return {
    tell(doubt, place) {
      const count = (counts.get(doubt) ?? 0) + 1;
      counts.set(doubt, count);
      if (count <= (placesTold[doubt] ?? 1)) problem({ ...doubts[doubt], ...place() });
    },
    end() {
      for (const [doubt, count] of counts) {
        const more = count - (placesTold[doubt] ?? 1);
        if (more > 0 && doubt in placesTold)
          problem({
            ...doubts[doubt],
            message: `${more} more places like those named: ${doubts[doubt].message}`,
          });
      }
    },
  };
}
