/**
 * A text that ends the reading of it once it has been read many times over. The parser tries ambiguous TypeScript
 * several ways, and in broken text tries are nested: `f<T>(f<T>(f<T>(…` takes twice as long with each level. There
 * is no option against it, so reading stops far beyond what correct text takes: three times its length at most.
 */
export class MeteredText extends String {
  private left: number;

  constructor(text: string) {
    super(text);
    this.left = 200_000 + 6 * text.length;
  }

  override charCodeAt(at: number): number {
    if (--this.left < 0) throw new RangeError("the text was read too often");
    return super.charCodeAt(at);
  }
}
