import { openDocument } from "../json/document.ts";
import type { Reader } from "../reader.ts";
import { readRecord } from "./read-record.ts";

/** The record of a run in `.tollgate/runs/`: see `runRecord`. */
export const tollgateRun: Reader = {
  id: "tollgate-run",
  holds: "runs",
  recognises: ({ text }) => /^\s*\{\s*"tollgate"\s*:\s*"run\//.test(text),
  open: ({ sink }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read: (document) => readRecord(document, sink),
    }),
};
