import { isFailing } from "@tollgate/model";
import type { Reader, Sink } from "../../reader.ts";

/** A wrong reader: it says nothing about what it cannot read. */
export function silent(reader: Reader): Reader {
  return withSink(reader, () => ({ problem: () => {} }));
}

/** A wrong reader: it forgets the last failure that it has read, or the last scenario. */
export function withoutLastFailure(reader: Reader): Reader {
  return withSink(reader, (sink) => {
    let held: (() => void) | undefined;
    const hold = (tell: () => void): void => {
      held?.();
      held = tell;
    };
    const decides = reader.holds === "runs";
    return {
      test: (told) => (isFailing(told.status) ? hold(() => sink.test(told)) : sink.test(told)),
      finding: (told) => (told.level === "error" ? hold(() => sink.finding(told)) : sink.finding(told)),
      specification: (told) => sink.specification({ ...told, scenarios: told.scenarios - 1 }),
      run: (told) => (decides && told.verdict !== "passed" ? hold(() => sink.run(told)) : sink.run(told)),
    };
  });
}

function withSink(reader: Reader, change: (sink: Sink) => Partial<Sink>): Reader {
  return {
    ...reader,
    open: (context) => reader.open({ ...context, sink: { ...context.sink, ...change(context.sink) } }),
  };
}
