@rem `dps` in a terminal that the extension has opened, on the Node that VS Code brings along.
@setlocal
@set ELECTRON_RUN_AS_NODE=1
@"%DPS_NODE%" "%~dp0..\dist\cli.js" %*
