import { digestOf } from "@tollgate/model";
import { cutCodePoints, plainText } from "@tollgate/text";

/** The longest name or sentence on the page; longer ones end in an ellipsis. */
const longest = 400;

/** One line of plain text, cut: what a page may show as it is. */
export function plain(text: string, limit: number = longest): string {
  if (text.length <= limit && printable.test(text)) return text;
  return cutCodePoints(plainText(text).replace(/\s+/g, " ").trim(), limit);
}

/** A name that things are told apart by: one that is cut or cleaned has a digest of the whole behind it. */
export function plainName(name: string): string {
  const said = plain(name);
  return said === name ? said : `${said} #${digestOf(name).slice("sha256:".length).slice(0, 8)}`;
}

/** Nearly all texts, which need no second look. */
const printable = /^[!-~]*(?: [!-~]+)*$/;

/** Several lines of plain text; what tests said is cut where it is quoted. */
export function plainLines(text: string): string {
  return plainText(text);
}
