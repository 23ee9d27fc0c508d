import type { CommitReviews, WaiverApproval } from "@tollgate/model";
import { isOwner, isSamePerson, type Person, personLabel } from "./person.ts";
import type { Approver, FileOrigin } from "./read-origin.ts";

export type ApprovalQuestion = {
  readonly origin: FileOrigin;
  /** Who by CODEOWNERS may approve it; `undefined` where there is no such file. */
  readonly owners: readonly string[] | undefined;
  /** What the platform says of the pull request behind the commit, where it was asked. */
  readonly reviews?: CommitReviews;
};

/** Who approved a waiver: an owner who did not write it, nobody but its author, or nobody can tell. */
export function approvalOf({ origin, owners, reviews }: ApprovalQuestion): WaiverApproval {
  const authors = [
    ...origin.authors,
    ...(reviews?.author === undefined ? [] : [{ handle: `@${reviews.author}` }]),
  ];
  const approvers = [...origin.approvers, ...(reviews?.approvers ?? []).map(reviewer)];
  const others = approvers.filter(({ person }) => !authors.some((author) => isSamePerson(person, author)));
  if (others.length === 0)
    return approvers.length > 0 || reviews !== undefined
      ? selfApproved(authors, origin)
      : unverified(`nothing in ${origin.commit.slice(0, 7)}, which brought it, tells who approved it`);
  if (owners === undefined)
    return unverified(`${label(others)} approved it, and no CODEOWNERS file tells who may`);
  if (owners.length === 0) return unverified(`${label(others)} approved it, and nobody owns what it is for`);
  const owner = others.find(({ person }) => owners.some((name) => isOwner(person, name) === true));
  if (owner !== undefined)
    return {
      verdict: "approved",
      why: `${personLabel(owner.person)} owns it and approved it (${owner.how})`,
    };
  const known = owners.every((name) => others.every(({ person }) => isOwner(person, name) === false));
  const names = owners.join(", ");
  return unverified(
    known
      ? `${label(others)} approved it, and ${names} may`
      : `${label(others)} approved it, and nothing here tells whether that is one of ${names}`,
  );
}

function reviewer(login: string): Approver {
  return { person: { handle: `@${login}` }, how: "review of the pull request" };
}

function selfApproved(authors: readonly Person[], { commit }: FileOrigin): WaiverApproval {
  const [author = {}] = authors;
  return {
    verdict: "self",
    why: `nobody but its author ${personLabel(author)} approved it (${commit.slice(0, 7)})`,
  };
}

function unverified(why: string): WaiverApproval {
  return { verdict: "unverified", why };
}

function label(approvers: readonly Approver[]): string {
  return [...new Set(approvers.map(({ person }) => personLabel(person)))].join(", ");
}
