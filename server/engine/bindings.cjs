// In the bundle the native addon and its library lie beside the code.
module.exports = require(require("node:path").join(__dirname, "duckdb.node"));
