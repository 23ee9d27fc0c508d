import type * as Tree from "@babel/types";
import type { Finding } from "./finding.ts";
import { ignoreHint } from "./ignore-hints.ts";
import { keepsComments } from "./keeps-comments.ts";
import { placeOf, startOf } from "./place.ts";
import type { Trace } from "./trace.ts";

/**
 * Adds what the node itself is, and notes what has to be known of nodes further down. False when it is nothing that
 * runs by itself: what it holds decides.
 */
export function addEntities(finding: Finding, node: Tree.Node, parent: Tree.Node): boolean {
  if (isStatement(node)) addStatement(finding, node);
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "ClassMethod":
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ObjectMethod":
      return addFunction(finding, node);
    case "VariableDeclaration":
      return noteValues(finding, node, parent);
    case "VariableDeclarator":
      return addValue(finding, node.init);
    case "ClassPrivateProperty":
    case "ClassProperty":
      if (node.value) finding.hintless.add(node.value);
      return addValue(finding, node.value);
    case "AssignmentPattern":
      finding.hintless.add(node.right);
      return addBranch(finding, "default-arg", node, [node.right], [{ runs: node.right }]);
    case "IfStatement":
      return addIf(finding, node);
    case "ConditionalExpression":
      return addConditional(finding, node);
    case "LogicalExpression":
      return parent.type === "LogicalExpression" || addLogical(finding, node);
    case "SwitchCase":
      return addCase(finding, node, parent);
    case "SwitchStatement":
      return addBranch(finding, "switch", node, [], []);
    default:
      return isStatement(node) || node.type === "TSEnumDeclaration";
  }
}

/** The body of an arrow function that has no braces counts as a statement, before what is in it. */
export function addBody(finding: Finding, node: Tree.Node): void {
  if (finding.bodies.has(node)) addStatement(finding, node);
}

function isStatement({ type }: Tree.Node): boolean {
  return statements.has(type);
}

const statements = new Set<string>([
  "BreakStatement",
  "ContinueStatement",
  "DebuggerStatement",
  "DoWhileStatement",
  "ExpressionStatement",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "IfStatement",
  "LabeledStatement",
  "ReturnStatement",
  "SwitchStatement",
  "ThrowStatement",
  "TryStatement",
  "WhileStatement",
  "WithStatement",
] satisfies readonly Tree.Node["type"][]);

function addStatement(finding: Finding, node: Tree.Node): void {
  finding.statements.push(...placeOf(node));
  finding.traces.statements.push(node);
}

/** The value of a variable or of a member counts as a statement, not the declaration. */
function addValue(finding: Finding, value: Tree.Expression | null | undefined): boolean {
  if (!value) return false;
  addStatement(finding, value);
  return true;
}

function noteValues(finding: Finding, node: Tree.VariableDeclaration, parent: Tree.Node): false {
  for (const { init } of node.declarations)
    if (init && !keepsComments(init, node, parent)) finding.hintless.add(init);
  return false;
}

type FunctionNode =
  | Tree.ArrowFunctionExpression
  | Tree.ClassMethod
  | Tree.FunctionDeclaration
  | Tree.FunctionExpression
  | Tree.ObjectMethod;

function addFunction(finding: Finding, node: FunctionNode): true {
  const id = "id" in node ? node.id : undefined;
  const [line, column] = startOf(id ?? node);
  const [, , endLine] = placeOf(node.body);
  const name = id?.name ?? `(anonymous_${finding.functions.length})`;
  finding.functions.push({ name, line, column, endLine });
  finding.traces.functions.push(node);
  if (node.body.type !== "BlockStatement") finding.bodies.add(node.body);
  return true;
}

function addBranch(
  finding: Finding,
  type: string,
  node: Tree.Node,
  arms: readonly (Tree.Node | null | undefined)[],
  traces: Trace[],
): true {
  const [line, column] = startOf(node);
  const branch = { type, line, column, arms: arms.flatMap(startOf) };
  finding.branches.push(branch);
  finding.traces.branches.push(traces);
  if (node.type === "SwitchStatement") finding.switches.set(node, { arms: branch.arms, traces });
  return true;
}

function addCase(finding: Finding, node: Tree.SwitchCase, parent: Tree.Node): true {
  const branch = finding.switches.get(parent);
  branch?.arms.push(...startOf(node));
  branch?.traces.push({ runs: node });
  return true;
}

/** The first arm begins where the `if` begins; an `else` that is not written is an arm without a place. */
function addIf(finding: Finding, node: Tree.IfStatement): true {
  const hint = ignoreHint(node);
  if (hint === "if") finding.ignored.add(node.consequent);
  if (hint === "else" && node.alternate) finding.ignored.add(node.alternate);
  const otherwise: Trace = node.alternate ? { runs: node.alternate } : { noElseOf: node };
  return addBranch(
    finding,
    "if",
    node,
    [...(hint === "if" ? [] : [node]), ...(hint === "else" ? [] : [node.alternate])],
    [...(hint === "if" ? [] : [{ runs: node.consequent }]), ...(hint === "else" ? [] : [otherwise])],
  );
}

function addConditional(finding: Finding, node: Tree.ConditionalExpression): true {
  const arms = [node.consequent, node.alternate].filter((arm) => ignoreHint(arm) !== "next");
  for (const arm of arms) finding.hintless.add(arm);
  return addBranch(finding, "cond-expr", node, arms, arms.map(toTrace));
}

/** `a && b || c` is one branch with three arms. */
function addLogical(finding: Finding, node: Tree.LogicalExpression): true {
  const leaves: Tree.Node[] = [];
  const open: Tree.Node[] = [node.right, node.left];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (ignoreHint(next) === "next") continue;
    if (next.type === "LogicalExpression") open.push(next.right, next.left);
    else leaves.push(next);
  }
  return addBranch(finding, "binary-expr", node, leaves, leaves.map(toTrace));
}

function toTrace(runs: Tree.Node): Trace {
  return { runs };
}
