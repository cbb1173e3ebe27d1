import { loadParser } from "./parser.ts";
import type { SqlService } from "./sql.ts";
import { analyse } from "./analyse.ts";
import { highlight } from "./highlight.ts";
import { outline } from "./outline-sql.ts";
import { translate } from "./translate.ts";

/** The service without a process of its own and without memory: for tests, whose SQL is small and friendly. */
export function createInProcessSqlService(): SqlService {
  const parser = loadParser();
  return {
    async analyse(request, signal) {
      signal?.throwIfAborted();
      return analyse(await parser, request);
    },
    async translate(request, signal) {
      signal?.throwIfAborted();
      return translate(await parser, request);
    },
    async outline(request, signal) {
      signal?.throwIfAborted();
      return outline(await parser, request);
    },
    async highlight(request, signal) {
      signal?.throwIfAborted();
      return highlight(await parser, request);
    },
    async dispose() {},
  };
}
