import { createCaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { openJsonLines } from "../json/json-lines.ts";
import { type Members, own, ownText } from "../json/members.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { badEvent, otherText, unknownEvent } from "./doubts.ts";
import { openRun } from "./run.ts";

/** Reads events; the event `start` begins a run, and a file may hold several. */
export function openSession({ sink }: ReadContext): ReadSession {
  const cases = createCaseSink(sink);
  let run = openRun(sink, cases);

  return openJsonLines({
    sink,
    mark: /"(?:testID|suiteID|groupIDs)"\s*:|"type"\s*:\s*"done"/,
    record: readEvent,
    text: (_text, line) => cases.doubt(otherText, `line ${line}`),
    end() {
      run.close();
      if (cases.cases === 0) sink.problem(noTests);
      cases.close();
    },
  });

  function readEvent(event: Members, line: number): void {
    const type = own(event, "type");
    if (typeof type !== "string") {
      const isEvent = eventMembers.some((name) => own(event, name) !== undefined);
      cases.doubt(isEvent ? badEvent : otherText, `line ${line}`);
      return;
    }
    if (type === "start") beginRun(event);
    if (!run.read(type, event, line)) cases.doubt(unknownEvent, `${quote(type)} in line ${line}`);
  }

  function beginRun(event: Members): void {
    run.close();
    run = openRun(sink, cases);
    const version = ownText(event, "runnerVersion");
    sink.producer(version === undefined ? "dart test" : `dart test ${cleanName(version)}`);
  }
}

const eventMembers = ["testID", "test", "suite", "group", "success"] as const;
