import { addHits } from "@tollgate/model";
import { openDocument } from "../json/document.ts";
import { isMembers, own, ownList, ownMembers } from "../json/members.ts";
import { notAnObject } from "../json/problems.ts";
import { noData } from "../line-coverage/doubts.ts";
import { createProblemTally } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { nothingOurs } from "./doubts.ts";
import type { MeasuredFile } from "./measure-script.ts";
import { toldScripts } from "./told-scripts.ts";

type Measuring = typeof import("./measure-scripts.ts");

/** The parser and the source maps are loaded when there is something to measure. */
export function openV8({ sink, maps, source }: ReadContext): ReadSession {
  let measuring: Measuring | undefined;
  const session = openDocument({
    problem: (problem) => sink.problem(problem),
    read({ value }) {
      if (measuring === undefined) throw new Error("`ready` has to be awaited before `end`");
      const entries = Array.isArray(value) ? value : isMembers(value) ? ownList(value, "result") : undefined;
      if (entries === undefined) {
        sink.problem(notAnObject(value));
        return;
      }
      const doubts = createProblemTally();
      const scripts = toldScripts(entries, doubts);
      const kept = isMembers(value) ? ownMembers(value, "source-map-cache") : undefined;
      const files = measuring.measureScripts(
        scripts,
        (url) => (kept === undefined ? undefined : own(kept, url)),
        {
          readText: source,
          maps,
          doubts,
        },
      );
      doubts.flush((problem) => sink.problem(problem));
      if (files.length === 0) sink.problem(Array.isArray(value) ? noData : nothingOurs);
      for (const file of unite(files)) sink.file(file);
    },
  });
  return {
    ...session,
    async ready() {
      measuring = await import("./measure-scripts.ts");
    },
  };
}

/** Workers, contexts and pages run the same file: what they ran adds. */
function unite(files: readonly MeasuredFile[]): Iterable<MeasuredFile> {
  const byText = new Map<string, MeasuredFile>();
  for (const file of files) {
    const key = `${file.map.digest} ${file.path}`;
    const known = byText.get(key);
    if (known === undefined) byText.set(key, file);
    else
      byText.set(key, { ...known, counts: known.counts.map((count, i) => addHits(count, file.counts[i]!)) });
  }
  return byText.values();
}
