import { expect, it } from "vitest";
import { openVoucherBook } from "./voucher-book.ts";

const file = new URL("vouchers.json", import.meta.url);

it("knows its vouchers", async () => {
  const book = openVoucherBook(file);
  await book.load();
  expect(book.percentOf("SPRING")).toBe(20);
  expect(() => book.percentOf("AUTUMN")).toThrow("unknown-voucher");
});

it("refuses while it is being read", () => {
  expect(() => openVoucherBook(file).percentOf("SPRING")).toThrow("vouchers-loading");
});
