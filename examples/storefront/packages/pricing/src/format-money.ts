/** Cents as people read them: `1250` is `12.50 €`. */
export function formatMoney(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} €`;
}
