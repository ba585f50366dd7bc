/** `npm run bench [-- name]`: measures, from one run on this machine, and prints ratios. Without a name, the chat round trips. */
const [name = 'chat'] = process.argv.slice(2);
if (!/^[a-z]+$/.test(name)) throw new Error(`not the name of a benchmark: ${name}`);
const { run } = (await import(`./bench/${name}.ts`)) as { run(): Promise<void> };
await run();
process.exit(0);
