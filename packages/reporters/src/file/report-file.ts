import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import {
  type End,
  encodeEnd,
  encodeHeader,
  encodeTest,
  type Header,
  type RawTest,
} from "@tollgate/collect/tollgate-tests";
import { packageName } from "./package-name.ts";
import { type ReportPlace, reportPath } from "./report-path.ts";

/** The report of one run. Each line is on disk before the runner goes on: a crash leaves what was known. */
export interface ReportFile {
  /** A test that may be tried again has an `id`, and is given again after each try. */
  test(test: RawTest, id?: string): void;
  end(end: Pick<End, "verdict" | "errors">): void;
}

/** Begins a report, and with that takes away what an earlier run left in its place. */
export function openReportFile(place: ReportPlace, version: string): ReportFile {
  const path = reportPath(place);
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "w");
  const open = new Set<string>();
  let tests = 0;
  write(encodeHeader(headerOf(place, version)));

  return {
    test(test, id) {
      if (id === undefined || !open.has(id)) tests++;
      if (id !== undefined) open.add(id);
      write(encodeTest(test, id));
    },
    end({ verdict, errors }) {
      write(encodeEnd({ verdict, tests, endedAt: Date.now(), errors }));
      closeSync(file);
    },
  };

  function write(line: string): void {
    const bytes = Buffer.from(line);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  }
}

const toolNames: Readonly<Record<ReportPlace["runner"], string>> = {
  vitest: "vitest",
  playwright: "Playwright",
};

function headerOf({ root, runner, kind, shard }: ReportPlace, version: string): Header {
  const name = packageName(root);
  return {
    runner: `${toolNames[runner]} ${version}`,
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { package: name }),
    ...(shard === undefined ? {} : { shard }),
    startedAt: Date.now(),
  };
}
