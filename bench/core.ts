/* What is measured, bundled as the server is: people run the bundle, not the sources. */
export { projectOf } from "../server/features/project.ts";
export { Checker } from "../server/rules/checker.ts";
export { measureQuality } from "../server/run/quality.ts";
export { runWorkflows } from "../server/run/run.ts";
export { openSession, type Session } from "../server/run/session.ts";
export { publish } from "../server/schema/publish.ts";
export { builtinSchemas } from "../server/schema/builtin.ts";
export { createSqlService } from "../server/sql/service.ts";
export { FactsStore } from "../server/workspace/facts-store.ts";
export { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
export { Workspace } from "../server/workspace/workspace.ts";
