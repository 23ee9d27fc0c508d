/** Runs a part of a process and prints what it took, as `Command.tellsPart` wants it. */
export async function tellPart(part: () => Promise<unknown>): Promise<void> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = await part();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3 };
  process.stdout.write(`${JSON.stringify({ ...seconds, result })}\n`);
}
