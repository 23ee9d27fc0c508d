import { createCaseSink } from "../json/case-sink.ts";
import { openJsonLines } from "../json/json-lines.ts";
import { isMembers, type Members, own } from "../json/members.ts";
import { failedRun } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { emptyShard, noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { ReadSession, Sink } from "../reader.ts";
import { afterEnd, noEnd, noHeader, otherText, otherVersion, secondHeader, unknownRecord } from "./doubts.ts";
import { createOpenTests } from "./open-tests.ts";
import { readEnd } from "./read-end.ts";
import { type KnownHeader, readHeader } from "./read-header.ts";
import { readTest } from "./read-test.ts";
import { formatTag } from "./records.ts";

/** Reads records, one a line; memory is bounded by one line, and by the tests that may be tried again. */
export function openSession(sink: Sink): ReadSession {
  const cases = createCaseSink(sink);
  const tries = createOpenTests(cases);
  let isFirst = true;
  let isRefused = false;
  let header: KnownHeader = { source: "tollgate-tests" };
  let end: Members | undefined;

  return openJsonLines({
    sink,
    mark: /"(?:tollgate|test|end)"\s*:/,
    record(record, line) {
      if (!isRefused) readRecord(record, `line ${line}`);
      isFirst = false;
    },
    text(_, line) {
      if (!isRefused) cases.doubt(otherText, `line ${line}`);
    },
    end() {
      tries.close();
      if (!isRefused) close();
      cases.close();
    },
  });

  function readRecord(record: Members, where: string): void {
    if (Object.hasOwn(record, "tollgate")) {
      begin(record, where);
      return;
    }
    if (isFirst) cases.doubt(noHeader, where);
    if (end !== undefined) cases.doubt(afterEnd, where);
    const parts = Object.entries(record);
    if (parts.length === 0) cases.doubt(unknownRecord, `an empty one in ${where}`);
    for (const [name, told] of parts) {
      if (name === "test" && isMembers(told)) tries.add(own(told, "id"), readTest(told, where, cases), where);
      else if (name === "end" && isMembers(told)) end = told;
      else cases.doubt(unknownRecord, `${quote(name)} in ${where}`);
    }
  }

  function begin(record: Members, where: string): void {
    const version = own(record, "tollgate");
    if (version !== formatTag) {
      isRefused = true;
      sink.problem(otherVersion(showValue(version)));
    } else if (isFirst) header = readHeader(record, sink, cases);
    else cases.doubt(secondHeader, where);
  }

  function close(): void {
    const { source, startedAt, shard } = header;
    const about = { source, ...(startedAt === undefined ? {} : { startedAt }) };
    if (end === undefined) {
      sink.run({ ...about, verdict: "interrupted", errors: [] });
      sink.problem(noEnd);
      return;
    }
    const { verdict, errors } = readEnd(end, cases);
    sink.run({ ...about, verdict, errors });
    if (cases.cases === 0) sink.problem(shard !== undefined && shard.total > 1 ? emptyShard : noTests);
    if (verdict !== "passed" && cases.failing === 0) sink.problem(failedRun(source, verdict, errors));
  }
}
