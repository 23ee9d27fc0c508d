import type { Attachment } from "@tollgate/model";
import { base64Bytes } from "../attachments/embedded-bytes.ts";
import { embedded } from "../attachments/told-attachment.ts";
import { attachmentOf } from "../json/attachments.ts";
import { type Members, own, ownText } from "../json/members.ts";

/** A message `attachment`, whose content stands in it, or `externalAttachment`, which has an address. */
export function attachmentIn(message: Members): Attachment {
  const facts = { name: ownText(message, "fileName"), type: ownText(message, "mediaType") };
  const body = ownText(message, "body");
  if (body === undefined || body === "") {
    const url = ownText(message, "url");
    return url === undefined && body !== undefined ? embedded(0, facts) : attachmentOf(url, facts);
  }
  const isBase64 = own(message, "contentEncoding") === "BASE64";
  return embedded(isBase64 ? base64Bytes(body) : Buffer.byteLength(body), facts);
}
