import type { Attachment } from "@tollgate/model";
import { detach } from "../input/detach.ts";
import { base64Bytes } from "./embedded-bytes.ts";

/** What a report says about an attachment besides where it is. */
export type AttachmentFacts = { readonly name?: string | undefined; readonly type?: string | undefined };

/** An attachment at the place that a report names: a path, an address, or a `data:` address that holds it. */
export function attachmentAt(place: string, { name, type }: AttachmentFacts = {}): Attachment {
  const told = { ...named(name), ...typed(type) };
  const data = dataAddress.exec(place.slice(0, longestHead));
  if (data !== null) {
    const [head, media = "", base64] = data;
    const bytes = base64 === undefined ? undefined : base64Bytes(place.slice(head.length));
    return { ...typed(media), ...told, ...(bytes === undefined ? {} : { bytes }), state: "embedded" };
  }
  const isRemote = address.test(place) && !/^file:/i.test(place);
  return { ...told, path: cut(place, longestPath), state: isRemote ? "remote" : "named" };
}

/** An attachment whose content stands in the report; `bytes` is its length when it is unpacked. */
export function embedded(bytes: number | undefined, { name, type }: AttachmentFacts = {}): Attachment {
  return { ...named(name), ...typed(type), ...(bytes === undefined ? {} : { bytes }), state: "embedded" };
}

const dataAddress = /^data:([^,;]*)(?:;[^,;]+)*?(;base64)?,/i;

/** Longer than any list of parameters in front of the data. */
const longestHead = 1_000;

const address = /^[a-z][a-z0-9+.-]+:\/\//i;

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined || name === "" ? {} : { name: cut(name, longestName) };
}

function typed(type: string | undefined): { readonly type?: string } {
  return type === undefined || type === "" ? {} : { type: cut(type, longestName) };
}

const longestName = 500;

/** No file system has longer ones. */
export const longestPath: number = 4_096;

/** What is kept must not hold the text of the whole report in memory. */
function cut(text: string, most: number): string {
  return detach(text.length > most ? `${text.slice(0, most)}…` : text);
}
