import { type Attachment, type Attempt, isFailing, type MergedCase } from "@tollgate/model";
import { cutBytes } from "@tollgate/text";

/** Attachments of a test where only failed tries have a place of their own: also those of its other earlier tries. */
export function ownAttachments({
  attachments = [],
  earlier = [],
}: Pick<MergedCase, "attachments" | "earlier">): readonly Attachment[] {
  return [
    ...attachments,
    ...earlier.flatMap((attempt) => (isFailing(attempt.status) ? [] : attachmentsOf(attempt))),
  ];
}

function attachmentsOf({ attachments = [] }: Attempt): readonly Attachment[] {
  return attachments;
}

/** Some paths, and how many there are beside them. */
export type AttachmentPlaces = { readonly shown: readonly string[]; readonly more: number };

/** What a person can open of a failing test: the last try first. What is not there is not named. */
export function attachmentPlaces({
  attachments = [],
  earlier = [],
}: Pick<MergedCase, "attachments" | "earlier">): AttachmentPlaces {
  const all = [...attachments, ...[...earlier].reverse().flatMap(attachmentsOf)];
  const places = new Set(
    all.flatMap(({ path, state }) =>
      path === undefined || state === "absent" || state === "outside" ? [] : [path],
    ),
  );
  return {
    shown: [...places].slice(0, mostShown).map((path) => cutBytes(path, 200)),
    more: Math.max(0, places.size - mostShown),
  };
}

const mostShown = 3;
