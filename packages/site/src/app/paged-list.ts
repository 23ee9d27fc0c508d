import { grouped } from "@tollgate/text";
import { element } from "./element.ts";

export type PagedList<T> = {
  readonly node: HTMLElement;
  /** Shows these from their beginning. */
  readonly show: (items: readonly T[]) => void;
};

/** A long list, of which a page is shown at a time: a hundred thousand elements would be no page any more. */
export function pagedList<T>(
  host: HTMLElement,
  toNodes: (item: T) => readonly Node[],
  { around = host, size = 100 }: { readonly around?: HTMLElement; readonly size?: number } = {},
): PagedList<T> {
  const button = element("button", { type: "button", class: "more" });
  let items: readonly T[] = [];
  let shown = 0;
  const showMore = (): void => {
    const next = items.slice(shown, shown + size);
    host.append(...next.flatMap(toNodes));
    shown += next.length;
    const left = items.length - shown;
    button.hidden = left === 0;
    button.textContent = `Show ${grouped(Math.min(size, left))} more of ${grouped(items.length)}`;
  };
  button.addEventListener("click", showMore);
  return {
    node: element("div", {}, around, button),
    show(next) {
      items = next;
      shown = 0;
      host.replaceChildren();
      showMore();
    },
  };
}
