import { type IsoDate, isoDateOf } from "./policy.ts";

const millisecondsOfDay = 86_400_000;

/** Whole days from one day to a later one; less than 0 to an earlier one. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsOfDay);
}

/** The day that many days later. */
export function daysAfter(date: IsoDate, days: number): IsoDate {
  return isoDateOf(Date.parse(date) + days * millisecondsOfDay);
}
