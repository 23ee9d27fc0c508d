import { notMeasured } from "@tollgate/model";
import { createByteSlabs } from "../input/byte-slabs.ts";
import { recordLimit } from "./count-places.ts";
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
/** Records of one path: builds that differ are few. */
const candidateLimit = 4;

/** The template is made when the path comes again. */
type Candidate = { record: ReadRecord | undefined; template: RecordTemplate | undefined };

export function createRecordTemplates(): RecordTemplates {
  const byPath = new Map<string, Candidate[]>();
  const slabs = createByteSlabs();
  let stored = 0;
  /** The buffer that was compared last: a reader has one for all that it reads. */
  let compared: Buffer | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));

  return {
    match(path, bytes, at, end) {
      for (const candidate of byPath.get(path) ?? []) {
        if (candidate.record !== undefined) candidate.template = learnTemplate(candidate.record);
        candidate.record = undefined;
        const { template } = candidate;
        if (template === undefined) continue;
        const match = matchRecord(template, bytes, viewOf(bytes), at, end);
        if (match !== "mismatch") return match;
      }
      return "mismatch";
    },
    remember({ path, file: { version, layout, counts }, source }) {
      if (source === undefined) return;
      const { bytes, places } = source;
      const size = bytes.length + places.byteLength;
      if (bytes.length >= recordLimit || stored + size > storeLimit || counts.includes(notMeasured)) return;
      const candidates = byPath.get(path) ?? [];
      if (candidates.length === candidateLimit) return;
      byPath.set(path, candidates);
      const kept = { ...source, bytes: slabs.keep([bytes]), places: places.slice() };
      candidates.push({ record: { ...kept, version, layout }, template: undefined });
      stored += size;
    },
    release() {
      byPath.clear();
      stored = 0;
      slabs.release();
      compared = undefined;
      view = new DataView(new ArrayBuffer(0));
    },
  };

  function viewOf(bytes: Buffer): DataView {
    if (bytes !== compared) view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    compared = bytes;
    return view;
  }
}
