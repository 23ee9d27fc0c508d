import { type Attachment, type Attempt, isFailing, type MergedCase } from "@tollgate/model";

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
