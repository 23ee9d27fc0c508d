import { TollgateError, type Waiver } from "@tollgate/model";
import type { Fault } from "../fault.ts";
import { parseYaml } from "../parse-yaml.ts";
import { decodeText } from "../read-text.ts";
import { refusal } from "../refusal.ts";
import type { Tree } from "../tree.ts";
import { checkWaiver, type WaiverContext } from "./check-waiver.ts";
import { toWaiver } from "./to-waiver.ts";

/** A waiver, or everything that is wrong with its file, as a message and what to do. */
export type ParsedWaiver =
  | { readonly waiver: Waiver }
  | { readonly refused: { readonly message: string; readonly remedy: string } };

/** The waiver in a file of `.tollgate/waivers`; `path` is the file, below the repository's root. */
export function parseWaiver(bytes: Uint8Array, path: string, context: WaiverContext): ParsedWaiver {
  try {
    return { waiver: waiverOf(decodeText(bytes, { path, what: "waiver" }), path, context) };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return { refused: { message: error.message, remedy: error.remedy } };
  }
}

function waiverOf(text: string, path: string, context: WaiverContext): Waiver {
  const { tree, faults, locate } = parseYaml(text, path);
  const all = [...faults, ...faultsOf(tree, context)];
  if (all.length > 0) throw refusal(all, locate, "waiver");
  return toWaiver(tree, path);
}

function faultsOf(tree: Tree, context: WaiverContext): readonly Fault[] {
  if (tree.form === "value" && tree.value === null)
    return [
      {
        offset: 0,
        found: "an empty file",
        allowed: "a waiver",
        remedy: "Write the waiver, or remove the file.",
      },
    ];
  return checkWaiver(tree, context);
}
