/** Length of what base64 text stands for, without unpacking it; `undefined` when it is no base64. */
export function base64Bytes(text: string): number | undefined {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)];
    if (kind === undefined) return undefined;
    digits += kind;
  }
  return digits % 4 === 1 ? undefined : Math.floor((digits * 3) / 4);
}

/** 1 for a digit, 0 for white space and padding, by character code; also of the alphabet for addresses. */
const kinds: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9+/_-]/.test(character)) return 1;
  return /[\s=]/.test(character) ? 0 : undefined;
});
