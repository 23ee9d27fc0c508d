/** What stands in for a `uses:`. */
export type UsedAction =
  /** An action of ours, by the folder of its action.yml. */
  | { readonly kind: "action"; readonly folder: string }
  /** A real `git` in place of actions/checkout. */
  | { readonly kind: "checkout" }
  /** The artifacts of the run, in place of actions/upload-artifact and actions/download-artifact. */
  | { readonly kind: "upload" }
  | { readonly kind: "download" }
  /** What the machine has already. */
  | { readonly kind: "nothing" };

/** Actions that install what is there: Node, pnpm, caches of both. */
const installers = new Set(["actions/setup-node", "pnpm/action-setup", "actions/cache"]);

/**
 * Finds what to run for `owner/name@ref`, `owner/name/path@ref` or `./path`; refuses all that is not known, as a
 * step that is left out would make a workflow look right.
 *
 * @param ours what `owner/name/path` stands for which folder
 */
export function findAction(
  uses: string,
  workspace: string,
  ours: Readonly<Record<string, string>>,
): UsedAction {
  if (uses.startsWith("./")) return { kind: "action", folder: `${workspace}/${uses.slice(2)}` };
  const [name = "", ref] = uses.split("@");
  if (ref === undefined || ref === "") throw new Error(`uses without a ref: ${uses}`);
  const folder = Object.hasOwn(ours, name) ? ours[name] : undefined;
  if (folder !== undefined) return { kind: "action", folder };
  if (name === "actions/checkout") return { kind: "checkout" };
  if (name === "actions/upload-artifact") return { kind: "upload" };
  if (name === "actions/download-artifact") return { kind: "download" };
  if (installers.has(name)) return { kind: "nothing" };
  throw new Error(`nothing stands in for ${uses}`);
}
