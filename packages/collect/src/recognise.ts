import { reportFormats } from "./formats.ts";
import { junit } from "./junit/reader.ts";
import type { Head, RawProblem, Reader } from "./reader.ts";
import { readers } from "./registry.ts";
import { unsupportedFormat } from "./unsupported-format.ts";

/** A reader, or why the input cannot be read. */
export type Recognition = { readonly reader: Reader } | { readonly problem: RawProblem };

/** Decides by content which format an input has. At most one reader recognises an input (a test holds them apart). */
export function recognise(head: Head): Recognition {
  const refusal = notAReport(head);
  if (refusal !== undefined) return { problem: refusal };
  // By far the most files, and the only ones for which looking through all formats can be felt.
  if (/^\s*</.test(head.text) && junit.recognises(head)) return { reader: junit };
  for (const reader of Object.values(readers)) {
    if (reader.recognises(head)) return { reader };
  }
  return { problem: unsupportedFormat(head) ?? unrecognised(head) };
}

function notAReport(head: Head): RawProblem | undefined {
  const { bytes, text } = head;
  if (bytes.length === 0) {
    return refuse(
      "empty-file",
      "The file is empty, a report was wanted.",
      "Look at the log of the tool that should have written it: it may have crashed, or the disk may be full.",
    );
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return refuse(
      "wrong-content",
      "The file is compressed with gzip, a plain report was wanted.",
      "Decompress it before it is collected, or give the name of the uncompressed file.",
    );
  }
  if (isPlaywrightBlob(head)) {
    return refuse(
      "unsupported-format",
      "The file is a Playwright blob, which only the Playwright that wrote it can read.",
      "Run `playwright merge-reports --reporter=json` over the folder of blobs and collect what it writes.",
    );
  }
  if (text.startsWith(zip)) {
    return refuse(
      "wrong-content",
      "The file is a zip archive, a plain report was wanted.",
      "Unpack it first.",
    );
  }
  if (text.startsWith("version https://git-lfs.github.com/spec/")) {
    return refuse(
      "wrong-content",
      "The file is a Git LFS pointer, not the report itself.",
      "Check out with LFS (`lfs: true`), or do not track reports with LFS.",
    );
  }
  if (/^<{7} .*$/m.test(text.slice(0, 4_096)) && /^={7}$/m.test(text)) {
    return refuse(
      "wrong-content",
      "The file holds merge conflict markers.",
      "Reports are written by tools: delete the file and run the tool again.",
    );
  }
  if (/^\s*(?:<!doctype\s+html|<html[\s>])/i.test(text)) {
    return refuse(
      "wrong-content",
      "The file is an HTML page, a report was wanted.",
      "If it was downloaded, the download answered with a web page (a log-in form?); else give the data file beside it.",
    );
  }
  return undefined;
}

const zip = "PK\u0003\u0004";

/** As it is written, or unpacked: its list of events comes first, or what tests have attached. */
function isPlaywrightBlob({ text, bytes }: Head): boolean {
  if (/^\{"method":"onBlobReportMetadata"/.test(text)) return true;
  return text.startsWith(zip) && /^(?:report\.jsonl|resources\/)/.test(asciiAt(bytes, 30, 12));
}

/** The name of a zip's first file stands behind a header of 30 bytes. */
function asciiAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function unrecognised(head: Head): RawProblem {
  const start =
    head.text
      .trimStart()
      .slice(0, 60)
      .split(/[\r\n]/)[0] ?? "";
  return refuse(
    "unrecognised-format",
    `The content is not a report that is read here; it begins with ${JSON.stringify(start)}.`,
    `Formats that are read: ${reportFormats.join(", ")}. Configure the tool to write one of them.`,
  );
}

function refuse(code: RawProblem["code"], message: string, remedy: string): RawProblem {
  return { code, severity: "error", message, remedy };
}
