import type { EngineError, EngineOptions, Table } from "./engine.ts";

/** What the client and the process of the engine say to each other. One request runs at a time. */
export type Request =
  | { readonly id: number; readonly method: "open"; readonly options: EngineOptions }
  | { readonly id: number; readonly method: "execute"; readonly sql: string }
  | { readonly id: number; readonly method: "query"; readonly sql: string; readonly limit?: number }
  | {
      readonly id: number;
      readonly method: "select";
      readonly sql: string;
      readonly limit?: number;
      readonly into?: string;
      readonly as?: "table" | "view";
    };

/** A request before it gets its number. */
export type Call = Request extends infer R ? (R extends Request ? Omit<R, "id"> : never) : never;

/** Stops the running request, which then answers with an error of kind `cancelled`. */
export interface Interrupt {
  readonly method: "interrupt";
}

export type Response =
  | { readonly id: number; readonly table: Table }
  | {
      readonly id: number;
      readonly error: Pick<EngineError, "kind" | "message" | "offset" | "column">;
    };

export const emptyTable: Table = { columns: [], rows: [] };
