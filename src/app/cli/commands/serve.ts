import { once } from "node:events";
import { openStore } from "../../database/store.ts";
import { startServer } from "../../server/start.ts";
import { type CommandDefinition, flag } from "../command.ts";
import { DONE } from "../context.ts";
import { settingsOf, storeSettingsOf } from "../store.ts";

export const serve: CommandDefinition = {
  name: "serve",
  summary: "Serve the web app and API",
  examples: ["attain serve", "PORT=8080 ATTAIN_DATA=/var/lib/attain attain serve"],
  usesStore: false,
  configure: () => {},
  run: async (invocation, context) => {
    const settings = settingsOf(context);
    const server = await startServer({ settings, openStore: () => openStore(storeSettingsOf(settings)), print: (line) => context.err(`${line}\n`) });
    try {
      const store = await server.ready;
      const { engine, place } = await store.status();
      context.out(flag(invocation, "json") ? `${JSON.stringify({ address: server.address, engine, place })}\n` : `Attain serves at ${server.address}\nDatabase: ${engine} in ${place}\n`);
      if (!context.signal.aborted) await once(context.signal, "abort");
    } finally {
      await server.close();
    }
    return DONE;
  },
};
