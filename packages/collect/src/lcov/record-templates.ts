import { notMeasured } from "@tollgate/model";
import { createByteSlabs } from "../input/byte-slabs.ts";
import { learnTemplate, type ReadRecord } from "./learn-template.ts";
import type { ClosedRecord } from "./record-lines.ts";
import { matchRecord, type RecordMatch, type RecordTemplate } from "./record-template.ts";

/** The records of one collection, by the paths of their files: in the shards of one build only the counts differ. */
export interface RecordTemplates {
  /** What the record says whose first line behind `SF` is at `at`. `bytes[end]` must be 0. */
  match(path: string, bytes: Buffer, at: number, end: number): RecordMatch;
  /** Keeps a record that matched nothing, for those that come. */
  remember(record: ClosedRecord): void;
  /** Forgets all and gives the memory back. */
  release(): void;
}

/** Bytes that all records of a collection may take together. */
const storeLimit = 64 * 1024 * 1024;
/** Larger records are not kept: one that is waited for must be shorter than the longest line, whatever its counts. */
const recordLimit = 256 * 1024;
/** Records of one path: builds that differ are few. */
const candidateLimit = 4;

/** The template is made when the path comes again. */
type Candidate = { record: ReadRecord | undefined; template: RecordTemplate | undefined };

export function createRecordTemplates(): RecordTemplates {
  const byPath = new Map<string, Candidate[]>();
  const slabs = createByteSlabs();
  let stored = 0;

  return {
    match(path, bytes, at, end) {
      for (const candidate of byPath.get(path) ?? []) {
        if (candidate.record !== undefined) candidate.template = learnTemplate(candidate.record);
        candidate.record = undefined;
        const { template } = candidate;
        const match = template === undefined ? "mismatch" : matchRecord(template, bytes, at, end);
        if (match !== "mismatch") return match;
      }
      return "mismatch";
    },
    remember({ path, file: { version, layout, counts }, source }) {
      const length = source?.bytes.length ?? recordLimit;
      if (source === undefined || length >= recordLimit || stored + length > storeLimit) return;
      if (counts.includes(notMeasured)) return;
      const candidates = byPath.get(path) ?? [];
      if (candidates.length === candidateLimit) return;
      byPath.set(path, candidates);
      const record = { bytes: slabs.keep([source.bytes]), version, layout, orders: source.orders };
      candidates.push({ record, template: undefined });
      stored += length;
    },
    release() {
      byPath.clear();
      stored = 0;
      slabs.release();
    },
  };
}
