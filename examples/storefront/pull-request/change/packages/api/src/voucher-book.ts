import { readFile } from "node:fs/promises";
import { Refusal } from "./refusal.ts";

/** Which vouchers there are. */
export type VoucherBook = {
  /** Reads the vouchers; the first call of `percentOf` starts it, too. */
  load(): Promise<void>;
  /** What a voucher takes off. Refuses while the vouchers are not read, and what is no voucher. */
  percentOf(code: string): number;
};

/** The vouchers of a JSON file: an object of percentages by code. */
export function openVoucherBook(file: URL): VoucherBook {
  let percents: ReadonlyMap<string, number> | undefined;

  async function load(): Promise<void> {
    percents = new Map(Object.entries(JSON.parse(await readFile(file, "utf8"))));
  }

  function percentOf(code: string): number {
    if (percents === undefined) {
      void load();
      throw new Refusal("vouchers-loading");
    }
    const percent = percents.get(code);
    if (percent === undefined) throw new Refusal("unknown-voucher");
    return percent;
  }

  return { load, percentOf };
}
