type Child = Node | string | undefined;

/** An element with attributes and children. Texts become text, never markup: they are what others wrote. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A name, path or identifier. */
export function code(text: string): HTMLElement {
  return element("code", {}, text);
}

/** A sentence; what stands between backticks in it is code. */
export function prose(text: string): readonly Node[] {
  return text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? code(part) : document.createTextNode(part)));
}

/** A word with a tone; the word alone says it. */
export function badge(word: string, tone: "good" | "bad" | "open" | "plain"): HTMLElement {
  return element("span", { class: `badge is-${tone}` }, word);
}

/** A part of the page that the navigation can point at. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return element(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` }, title),
    ...children,
  );
}

/** A wide table, which scrolls by itself where the page is narrow. */
export function scrolling(label: string, table: HTMLElement): HTMLElement {
  return element("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" }, table);
}
