/** Markup that may stand in a page as it is. */
export type Html = { readonly markup: string };

/** Template tag: text becomes harmless, `Html` and lists of it stay markup. */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return { markup: String.raw({ raw: parts }, ...values.map(toMarkup)) };
}

function toMarkup(value: unknown): string {
  if (Array.isArray(value)) return value.map(toMarkup).join("");
  if (typeof value === "object" && value !== null && "markup" in value) return String(value.markup);
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
