import type { XmlAttributes } from "../xml/handler.ts";
import { type Child, groupPart, ignored, type Part } from "./part.ts";

/** A list of attachments: of the elements inside one is looked at, and no other says anything about a result. */
export function attachmentsPart(element: string, read: (attributes: XmlAttributes) => Child): Part {
  return groupPart((name, attributes) => (name === element ? read(attributes) : ignored));
}

/** An element that is told when it begins; what stands inside is passed over. */
export function telling(tell: (attributes: XmlAttributes) => void): (attributes: XmlAttributes) => Child {
  return (attributes) => {
    tell(attributes);
    return ignored;
  };
}
