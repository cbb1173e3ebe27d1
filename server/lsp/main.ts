import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

/** Entry of `dist/server.js`: talks over standard input and output (`--stdio`) or the channel of the process. */
startServer(createConnection(ProposedFeatures.all));
