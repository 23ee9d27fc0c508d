/** The body of a request as text; rejects when it is longer than `limit` UTF-8 bytes. */
export async function readBody(request: AsyncIterable<Uint8Array>, limit: number = 16_384): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > limit) throw new RangeError(`The body is longer than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
