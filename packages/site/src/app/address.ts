/** What is chosen in the page and can be chosen again; `""` where all is shown. */
export type Kept = { readonly value: () => string; readonly choose: (value: string) => void };

/** Keeps what is shown behind the `#` of the page's address: `#tests?tests.status=failing&files.sort=-lines`. */
export type Address = {
  /** Keeps these fields of a part; `show` shows the part by them. */
  readonly keep: (part: string, fields: Readonly<Record<string, Kept>>, show: () => void) => void;
  /** Shows what the address says, and writes what people choose below `app` from then on. */
  readonly start: (app: HTMLElement) => void;
};

export function createAddress(): Address {
  const fields = new Map<string, Kept>();
  const shows: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    keep(part, named, show) {
      for (const [name, field] of Object.entries(named)) fields.set(`${part}.${name}`, field);
      shows.push(show);
    },
    start(app) {
      if (read()) document.getElementById(partNow())?.scrollIntoView();
      addEventListener("hashchange", () => {
        clearTimeout(timer); // what waits to be written would name the part that was left
        if (!read()) write(partNow()); // a link to a part: what is chosen stays
      });
      for (const name of ["input", "change", "click"])
        app.addEventListener(name, ({ target }) => {
          const part = target instanceof Element ? target.closest("section")?.id : undefined;
          clearTimeout(timer);
          timer = setTimeout(() => write(part ?? partNow()), patience);
        });
    },
  };

  /** Whether the address says what is to be shown. */
  function read(): boolean {
    const [, said] = location.hash.split("?", 2);
    if (said === undefined) return false;
    const values = new URLSearchParams(said);
    for (const [name, field] of fields) field.choose(values.get(name) ?? "");
    for (const show of shows) show();
    return true;
  }

  function write(part: string): void {
    const values = new URLSearchParams();
    for (const [name, field] of fields) if (field.value() !== "") values.set(name, field.value());
    const said = `${values}`;
    const plain = location.hash.includes("?") ? `#${part}` : location.hash;
    const hash = said === "" ? plain : `#${part}?${said}`;
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }
}

/** Browsers refuse many changes of an address in a short time: it is written when nobody types any more. */
const patience = 400;

function partNow(): string {
  return location.hash.slice(1).split("?", 1)[0] ?? "";
}
