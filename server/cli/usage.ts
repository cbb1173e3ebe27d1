export const usage = `Usage: dps COMMAND [PATH] [OPTIONS]

Checks DataOS manifests and runs them on sample data.

  dps init    [PATH]    set up a folder: configuration and sample data; overwrites nothing
      --dry-run   --rows N   --seed N   --format text|json
  dps new data-product NAME   a folder with all of a data product, and sample data to run it on
      --columns FILE.csv   rows of yours, whose columns it gets   --output FOLDER
  dps new KIND NAME     a manifest, such as a depot, printed or written; overwrites nothing
      --set KEY=VALUE   --output FILE
  dps check   [PATH…]   find what is wrong in manifests
      --format text|json|sarif|github|junit   --fail-on error|warning|hint
      --fix                    mend what can be mended without a choice, and write it
      --baseline [FILE.json]   record today's problems, so that only new ones count from now on
      --prune-baseline         forget recorded problems that are gone   --no-baseline   count all
      --relative-to FOLDER     what paths in the output are relative to
  dps run     PATH      run workflows on sample data
      --workflow NAME   --format text|json|html
  dps join    PATH[#[JOB/]STEP | #TABLE.TARGET]   measure joins
      --format text|json
  dps quality PATH      run quality checks
      --dataset ADDRESS   --format text|json|junit   --fail-on fail|warn
  dps profile PATH      profile datasets
      --dataset ADDRESS   --format text|json
  dps apply-order [PATH]   in which order dataos-ctl can apply manifests; applies nothing itself
      --format text|json|commands   --lint   (commands for a shell to run, that apply or only lint)
  dps migrate PATH      move data products v1alpha, depots v1 and models of Lens 1 to the newer layout
      --write   --format text|json   (without --write it shows what it would write)
  --environment NAME        for all but init: the values of \${VAR} in dps.config.yml to go by,
                            and variables of this shell for what it does not list
  dps lsp --stdio       language server for any editor

PATH is a folder or a file; a file is seen within its workspace (the nearest folder above with a
dps.config.yml, else with .git). Exit status: 0 nothing found, 1 something found or failed,
2 it could not be done.`;
