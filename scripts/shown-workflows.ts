/** A page with the workflows in it that it shows; all else stays. `read` takes a path as the page names it. */
export function shownWorkflows(page: string, read: (path: string) => string): string {
  return page.replace(
    /^<!-- made from (\S+\.yml): -->\n(?:[\s\S]*?\n)??<!-- end -->$/gm,
    (_, path: string) =>
      `<!-- made from ${path}: -->\n\n\`\`\`yaml\n${read(path).trimEnd()}\n\`\`\`\n\n<!-- end -->`,
  );
}
