import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { codeBlocks } from "./code-blocks.ts";
import { installNeovim } from "./neovim.ts";

test("what is to be copied into JSON files is JSON", () => {
  const blocks = codeBlocks("json");
  expect(blocks).toHaveLength(1);
  for (const block of blocks) expect(JSON.parse(block)).toBeTypeOf("object");
});

test("every parenthesis of what is to be copied into Emacs' file is closed", () => {
  for (const block of codeBlocks("elisp")) {
    const code = block.replace(/"[^"]*"/g, "");
    expect(code.split("(")).toHaveLength(code.split(")").length);
  }
});

test.skipIf(process.platform === "win32" || installNeovim() === undefined)(
  "what is to be copied into Neovim's file is Lua",
  () => {
    const blocks = codeBlocks("lua");
    expect(blocks).toHaveLength(2);
    for (const input of blocks) {
      const check = "lua assert(loadstring(io.read('*a')))";
      const { status, stderr } = spawnSync("nvim", ["--headless", "--clean", "-c", check, "-c", "qall!"], {
        input,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
    }
  },
);
