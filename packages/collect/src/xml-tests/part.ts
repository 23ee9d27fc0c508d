import { createKeptText, type KeptText } from "../junit/kept-text.ts";
import type { XmlAttributes } from "../xml/handler.ts";

/** What an element of a report is to its reader as long as it is open. */
export interface Part {
  /** The text directly inside; absent when it is not wanted. */
  readonly text?: KeptText;
  /** True for what takes in results that stand where they do not belong. */
  readonly isContainer?: boolean;
  /** Takes in an element inside. `ignored`: it says nothing about results. `undefined`: it is not known here. */
  child?(name: string, attributes: XmlAttributes): Child;
  /** `complete` is false when the report ends or breaks inside. */
  close?(complete: boolean): void;
  /** Something inside is not understood: what is told here cannot be believed. */
  spoil?(why: string): void;
}

/** An element whose inside is passed over. */
export const ignored = "ignored";
type Ignored = typeof ignored;

export type Child = Part | Ignored | undefined;

/** An element that holds a text. */
export function textPart(take: (text: string) => void): Part {
  const text = createKeptText();
  return { text, close: () => take(text.take()) };
}

/** An element whose children are looked at by `child`, and that is nothing else. */
export function groupPart(child: (name: string, attributes: XmlAttributes) => Child): Part {
  return { child };
}
