-- What a user does in Neovim, and what it shows then, as JSON in the file that DPS_TEST_REPORT names.
local patience = 20000
local report = {}

vim.cmd("luafile " .. vim.env.DPS_TEST_CONFIG)
vim.cmd("filetype on")

local function open(path)
  vim.cmd("edit " .. path)
end

-- The cursor goes to the end of a text.
local function go_to(text)
  vim.fn.cursor(1, 1)
  vim.fn.search("\\V" .. text, "e")
  vim.fn.cursor(vim.fn.line("."), vim.fn.col(".") + 1)
end

local function ask(method, extra)
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  for key, value in pairs(extra or {}) do
    params[key] = value
  end
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, patience) or {}) do
    return answer.result
  end
end

local function messages()
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, vim.diagnostic.get(0))
end

-- An editor without mode "insert" at the end of a line clips the cursor there.
vim.o.virtualedit = "onemore"
vim.o.hidden = true

open("flows/spending.yml")
vim.wait(patience, function()
  return #vim.diagnostic.get(0) > 0
end, 50)
report.problems = messages()

go_to("dataos://crm:raw/orders")
local items = ask("textDocument/completion")
report.proposals = vim.tbl_map(function(item)
  return item.label
end, items.items or items)

go_to("dataos://cr")
local place = ask("textDocument/definition")[1]
report.definition = vim.fn.fnamemodify(vim.uri_to_fname(place.uri or place.targetUri), ":.")

go_to("dataos://lake:sales/by_city")
local edit = ask("textDocument/rename", { newName = "by_town" })
vim.lsp.util.apply_workspace_edit(edit, "utf-16")
report.renamed = {}
for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
  for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find("by_town") then
      table.insert(report.renamed, vim.trim(line))
    end
  end
end

vim.fn.writefile({ vim.fn.json_encode(report) }, vim.env.DPS_TEST_REPORT)
vim.cmd("qall!")
