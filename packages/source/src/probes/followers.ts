import type { IfStatement, Node } from "@babel/types";

/** Notes for each `if` of a list, and for those in its `else if`s, the statement of the list that runs next. */
export function noteFollowers(node: Node, followers: Map<Node, Node>): void {
  if (node.type === "IfStatement") noteElseIf(node, followers);
  let next: Node | undefined;
  for (const statement of listIn(node).toReversed()) {
    if (statement.type === "IfStatement" && next !== undefined) followers.set(statement, next);
    if (!declarations.test(statement.type)) next = statement;
  }
}

function noteElseIf(node: IfStatement, followers: Map<Node, Node>): void {
  const next = followers.get(node);
  if (next !== undefined && node.alternate?.type === "IfStatement") followers.set(node.alternate, next);
}

function listIn(node: Node): readonly Node[] {
  switch (node.type) {
    case "BlockStatement":
    case "Program":
    case "StaticBlock":
    case "TSModuleBlock":
      return node.body;
    case "SwitchCase":
      return node.consequent;
    default:
      return [];
  }
}

/** They run elsewhere, or not at all. */
const declarations = /^(?:TS|FunctionDeclaration$|ImportDeclaration$|Export|EmptyStatement$)/;
