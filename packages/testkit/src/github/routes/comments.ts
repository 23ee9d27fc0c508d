import { type Answer, listOf, notFound, validationFailed } from "../answer.ts";
import { type Call, type Routes, timestamp } from "../route.ts";
import { actionsApp, actionsBot, type Comment } from "../state.ts";
import { repositoryUrl, showAccount, showApp } from "./accounts.ts";

const reads = [{ issues: "read" }, { pull_requests: "read" }] as const;
const writes = [{ issues: "write" }, { pull_requests: "write" }] as const;

/** GitHub counts characters; UTF-16 units are never fewer. */
const mostCharacters = 65_536;

/** Comments of an issue or pull request. */
export const commentRoutes: Routes = {
  "issues/list-comments": { needs: reads, handle: listComments },
  "issues/create-comment": { needs: writes, handle: createComment },
  "issues/get-comment": { needs: reads, handle: withComment((call, comment) => shown(call, comment)) },
  "issues/update-comment": { needs: writes, handle: withComment(updateComment) },
  "issues/delete-comment": { needs: writes, handle: withComment(deleteComment) },
};

function listComments(call: Call): Answer {
  if (!hasIssue(call)) return notFound;
  const { issue_number: issue, since } = call.parameters;
  const found = call.state.comments.filter(
    (comment) =>
      comment.repository === call.repository.fullName &&
      comment.issue === issue &&
      (since === undefined || comment.updatedAt >= String(since)),
  );
  return listOf(found, (comment) => showComment(call, comment));
}

function createComment(call: Call): Answer {
  if (!hasIssue(call)) return notFound;
  const body = String(call.body["body"]);
  const refused = refuseBody(body);
  if (refused !== undefined) return refused;
  const now = timestamp(call.now);
  const comment: Comment = {
    id: call.state.nextId++,
    repository: call.repository.fullName,
    issue: Number(call.parameters["issue_number"]),
    author: call.token.account,
    body,
    createdAt: now,
    updatedAt: now,
  };
  call.state.comments.push(comment);
  return { ...shown(call, comment), status: 201 };
}

function updateComment(call: Call, comment: Comment): Answer {
  forbidForeign(call, comment, "edited");
  const body = String(call.body["body"]);
  const refused = refuseBody(body);
  if (refused !== undefined) return refused;
  comment.body = body;
  comment.updatedAt = timestamp(call.now);
  return shown(call, comment);
}

function deleteComment(call: Call, comment: Comment): Answer {
  forbidForeign(call, comment, "deleted");
  call.state.comments.splice(call.state.comments.indexOf(comment), 1);
  return { status: 204 };
}

/** A token that may write comments may change everybody's. We never do. */
function forbidForeign(call: Call, comment: Comment, done: string): void {
  if (comment.author.login !== call.token.account.login)
    call.violation(`comment ${comment.id} of ${comment.author.login} was ${done}`);
}

function refuseBody(body: string): Answer | undefined {
  const error = { resource: "IssueComment", code: "unprocessable", field: "data" };
  if (body.trim() === "") return validationFailed({ ...error, message: "Body cannot be blank" });
  if (body.length <= mostCharacters) return undefined;
  return validationFailed({
    ...error,
    message: `Body is too long (maximum is ${mostCharacters} characters)`,
  });
}

function hasIssue(call: Call): boolean {
  return call.state.pulls.some(
    ({ repository, number }) =>
      repository === call.repository.fullName && number === call.parameters["issue_number"],
  );
}

function withComment(handle: (call: Call, comment: Comment) => Answer): (call: Call) => Answer {
  return (call) => {
    const found = call.state.comments.find(
      ({ id, repository }) => id === call.parameters["comment_id"] && repository === call.repository.fullName,
    );
    return found === undefined ? notFound : handle(call, found);
  };
}

function shown(call: Call, comment: Comment): Answer {
  return { status: 200, body: showComment(call, comment) };
}

function showComment(call: Call, comment: Comment): Record<string, unknown> {
  const api = `${repositoryUrl(call.urls, comment.repository)}/issues`;
  return {
    id: comment.id,
    body: comment.body,
    user: showAccount(call.urls, comment.author),
    url: `${api}/comments/${comment.id}`,
    issue_url: `${api}/${comment.issue}`,
    html_url: `${call.urls.html}/${comment.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.type === "Bot" ? "NONE" : "CONTRIBUTOR",
    performed_via_github_app: comment.author.id === actionsBot.id ? showApp(call.urls, actionsApp) : null,
  };
}
