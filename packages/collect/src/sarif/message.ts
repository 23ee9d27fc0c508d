import { type Members, own, ownMembers, ownText, ownTexts } from "../json/members.ts";

/** The text of a result: its own, or one of its rule with the arguments put in; else what its rule is about. */
export function messageOf(result: Members, rule: Members, shared: Members): string {
  const told = own(result, "message");
  if (typeof told === "string") return told;
  const message = ownMembers(result, "message") ?? {};
  const id = ownText(message, "id") ?? "";
  const template =
    textIn(message) ??
    textIn(ownMembers(ownMembers(rule, "messageStrings") ?? {}, id) ?? {}) ??
    textIn(ownMembers(shared, id) ?? {});
  if (template !== undefined) return withArguments(template, ownTexts(message, "arguments"));
  return (
    textIn(ownMembers(rule, "shortDescription") ?? {}) ??
    textIn(ownMembers(rule, "fullDescription") ?? {}) ??
    ""
  );
}

function textIn(message: Members): string | undefined {
  return ownText(message, "text") ?? ownText(message, "markdown");
}

/** `{0}` stands for the first argument; `{{` and `}}` are braces. */
function withArguments(template: string, values: readonly string[]): string {
  if (values.length === 0) return template;
  return template.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (found, index?: string) =>
    index === undefined ? found.slice(1) : (values[Number(index)] ?? found),
  );
}
