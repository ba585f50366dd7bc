import { openEmbeddedStore } from '#src/store/embedded/index.ts';

/** Offers the store on loopback TCP until it is interrupted. */
export async function serve(folder: string, port: number): Promise<void> {
  const store = await openEmbeddedStore({
    folder,
    port,
    log: console,
    onCrash: (error) => {
      console.error(`The store has stopped: ${error.message}`);
      process.exit(1);
    },
  });
  console.log(`Serving ${folder} at ${store.uri}`);
  console.log(`  mongosh "${store.uri}"`);
  console.log('There is no password: everyone on this computer can read and write. Ctrl+C ends it.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await store.close();
}
