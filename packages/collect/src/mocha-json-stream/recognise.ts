import type { Head } from "../reader.ts";

/** True when a line of the beginning is an event of mocha's; text that tests print may stand before it. */
export function recogniseMochaStream({ text }: Head): boolean {
  return !/^\s*</.test(text) && event.test(text);
}

const event = /^\s*\["(?:start",\{"total":\d|(?:pass|fail)",\{"title":)/m;
