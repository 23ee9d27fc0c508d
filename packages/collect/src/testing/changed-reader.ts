import type { MapPool } from "../map-pool.ts";
import type { RawProblem, Reader } from "../reader.ts";

/** The reader with what one collection shares, for reading several inputs with it. */
export function withMaps(reader: Reader, maps: MapPool): Reader {
  return { ...reader, open: (context) => reader.open({ ...context, maps }) };
}

/** A wrong reader: it does not tell problems of one code. Suites of laws must reject it. */
export function withoutProblems(reader: Reader, code: RawProblem["code"]): Reader {
  return {
    ...reader,
    open: ({ sink, ...context }) =>
      reader.open({
        ...context,
        sink: {
          ...sink,
          problem: (problem) => {
            if (problem.code !== code) sink.problem(problem);
          },
        },
      }),
  };
}

/** A wrong reader: its errors are warnings. */
export function withoutErrors(reader: Reader): Reader {
  return {
    ...reader,
    open: ({ sink, ...context }) =>
      reader.open({
        ...context,
        sink: { ...sink, problem: (problem) => sink.problem({ ...problem, severity: "warning" }) },
      }),
  };
}
