import { createCaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { openJsonLines } from "../json/json-lines.ts";
import { isMembers, type Members, ownMembers, ownText } from "../json/members.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { badMessage, otherText, unknownMessage } from "./doubts.ts";
import { openRun } from "./run.ts";

/** Reads envelopes; the message `meta` begins a run, and a file may hold several. */
export function openSession({ sink }: ReadContext): ReadSession {
  const cases = createCaseSink(sink);
  let run = openRun(sink, cases);

  return openJsonLines({
    sink,
    mark: /"(?:test(?:Step|Case|Run|RunHook)(?:Started|Finished)|testCase|pickle|parseError)"\s*:/,
    record: readEnvelope,
    text: (_text, line) => cases.doubt(otherText, `line ${line}`),
    end() {
      run.close();
      if (cases.cases === 0) sink.problem(noTests);
      cases.close();
    },
  });

  function readEnvelope(envelope: Members, line: number): void {
    for (const [kind, message] of Object.entries(envelope)) {
      if (kind === "meta") beginRun(envelope);
      if (message === null) continue; // some implementations write all kinds and fill one
      if (!isMembers(message)) cases.doubt(badMessage, `that in line ${line}`);
      else if (!run.read(kind, message, line)) cases.doubt(unknownMessage, `${quote(kind)} in line ${line}`);
    }
  }

  function beginRun(envelope: Members): void {
    run.close();
    run = openRun(sink, cases);
    const implementation = ownMembers(ownMembers(envelope, "meta") ?? {}, "implementation") ?? {};
    const name = ownText(implementation, "name");
    const version = ownText(implementation, "version");
    if (name !== undefined) sink.producer(cleanName(version === undefined ? name : `${name} ${version}`));
  }
}
