import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "./random.ts";

const module = "example.com/shop";
const blocksPerFile = 500;

/** Writes a module of Go files and `coverage/cover.out` with so many blocks. Returns the files and the profile. */
export function writeGoProfile(
  folder: string,
  blocks: number,
): { readonly files: readonly string[]; readonly profile: string } {
  const random = createRandom(0x60);
  const files: string[] = [];
  const lines = ["mode: atomic"];
  for (let block = 0; block < blocks; block++) {
    const index = Math.floor(block / blocksPerFile);
    if (block % blocksPerFile === 0) files.push(`packages/shop/part${index % 40}/file${index}.go`);
    const line = 5 + (block % blocksPerFile) * 3;
    const hits = random.chance(0.5) ? 0 : random.below(5_000);
    lines.push(
      `${module}/${files[index]}:${line}.${2 + random.below(20)},${line + 2}.3 ${1 + random.below(4)} ${hits}`,
    );
  }
  mkdirSync(join(folder, "coverage"), { recursive: true });
  const profile = join(folder, "coverage/cover.out");
  writeFileSync(join(folder, "go.mod"), `module ${module}\n\ngo 1.24\n`);
  writeFileSync(profile, `${lines.join("\n")}\n`);
  return { files, profile };
}
