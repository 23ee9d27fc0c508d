import type { SiteTemplate } from "@tollgate/model";

/** What the page is made of beside its content. */
export type PageParts = { readonly policy: string; readonly style: string; readonly script: string };

/** The page around its title, its static part and its data. */
export function pageFrame({ policy, style, script }: PageParts): SiteTemplate {
  return {
    start: `<!doctype html>
<!-- written by tollgate -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>`,
    head: `</title>
<style>${style}</style>
</head>
<body>
<main>
`,
    body: `
<div id="app"></div>
<noscript><p class="hint">${withoutScripts}</p></noscript>
</main>
<script type="application/json" id="data">`,
    end: `</script>
<script>${script}</script>
</body>
</html>
`,
  };
}

const withoutScripts =
  "Tests, coverage, findings and evidence are shown by a script of this page, and scripts are off. <code>comment.md</code> and <code>report.json</code> in the same folder have them too.";
