import type { Kept } from "./address.ts";
import { element } from "./element.ts";

/** A field of the filters, and what is chosen in it. */
export type Control = Kept & { readonly node: HTMLElement };

/** Text to look for. */
export function search(label: string, onChange: () => void): Control {
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", onChange);
  return {
    node: element("label", { class: "field is-wide" }, element("span", {}, label), input),
    value: () => input.value.trim().toLowerCase(),
    choose: (value) => {
      input.value = value;
    },
  };
}

/** One of several values; `""` for all of them. */
export function choice(
  label: string,
  all: string,
  values: readonly (string | readonly [value: string, words: string])[],
  onChange: () => void,
): Control {
  const select = element("select", {}, element("option", { value: "" }, all));
  for (const item of values) {
    const [value, words] = typeof item === "string" ? [item, item] : item;
    const option = element("option", {}, words);
    option.value = value;
    select.append(option);
  }
  select.addEventListener("change", onChange);
  return {
    node: element("label", { class: "field" }, element("span", {}, label), select),
    value: () => select.value,
    choose: (value) => {
      select.value = value;
      if (select.selectedIndex < 0) select.value = ""; // another report's package: all are shown, and the field says so
    },
  };
}

/** The filters of a part, and the sentence that says how much they leave. */
export function controlBar(label: string, controls: readonly Control[], status: HTMLElement): HTMLElement {
  status.setAttribute("role", "status");
  return element(
    "div",
    { class: "controls", role: "search", "aria-label": label },
    ...controls.map(({ node }) => node),
    status,
  );
}

/** Each value once, in order. */
export function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== "").sort();
}
