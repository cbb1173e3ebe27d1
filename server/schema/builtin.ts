import beacon from "../../schemas/beacon.json" with { type: "json" };
import bento from "../../schemas/bento.json" with { type: "json" };
import bundleV1beta from "../../schemas/bundle.v1beta.json" with { type: "json" };
import clusterV1 from "../../schemas/cluster.v1.json" with { type: "json" };
import common from "../../schemas/common.json" with { type: "json" };
import computeV1 from "../../schemas/compute.v1.json" with { type: "json" };
import container from "../../schemas/container.json" with { type: "json" };
import dataProductV1alpha from "../../schemas/data-product.v1alpha.json" with { type: "json" };
import dataProductV1beta from "../../schemas/data-product.v1beta.json" with { type: "json" };
import databaseV1 from "../../schemas/database.v1.json" with { type: "json" };
import dataosCtl from "../../schemas/dataos-ctl.json" with { type: "json" };
import dbt from "../../schemas/dbt.json" with { type: "json" };
import depotV1 from "../../schemas/depot.v1.json" with { type: "json" };
import depotV2alpha from "../../schemas/depot.v2alpha.json" with { type: "json" };
import flare from "../../schemas/flare.json" with { type: "json" };
import flash from "../../schemas/flash.json" with { type: "json" };
import grantV1alpha from "../../schemas/grant.v1alpha.json" with { type: "json" };
import instanceSecretV1 from "../../schemas/instance-secret.v1.json" with { type: "json" };
import lakehouseV1alpha from "../../schemas/lakehouse.v1alpha.json" with { type: "json" };
import lens1 from "../../schemas/lens-1.json" with { type: "json" };
import lensTables from "../../schemas/lens-tables.json" with { type: "json" };
import lensUserGroups from "../../schemas/lens-user-groups.json" with { type: "json" };
import lensViews from "../../schemas/lens-views.json" with { type: "json" };
import lensV1alpha from "../../schemas/lens.v1alpha.json" with { type: "json" };
import monitorV1alpha from "../../schemas/monitor.v1alpha.json" with { type: "json" };
import nilus from "../../schemas/nilus.json" with { type: "json" };
import operatorV1alpha from "../../schemas/operator.v1alpha.json" with { type: "json" };
import pagerV1alpha from "../../schemas/pager.v1alpha.json" with { type: "json" };
import policyV1 from "../../schemas/policy.v1.json" with { type: "json" };
import python from "../../schemas/python.json" with { type: "json" };
import resource from "../../schemas/resource.json" with { type: "json" };
import resourceV1beta from "../../schemas/resource.v1beta.json" with { type: "json" };
import run from "../../schemas/run.json" with { type: "json" };
import scanner from "../../schemas/scanner.json" with { type: "json" };
import secretV1 from "../../schemas/secret.v1.json" with { type: "json" };
import serviceV1 from "../../schemas/service.v1.json" with { type: "json" };
import soda from "../../schemas/soda.json" with { type: "json" };
import stackV1alpha from "../../schemas/stack.v1alpha.json" with { type: "json" };
import steampipe from "../../schemas/steampipe.json" with { type: "json" };
import streamFunction from "../../schemas/stream-function.json" with { type: "json" };
import streamMonitor from "../../schemas/stream-monitor.json" with { type: "json" };
import toolbox from "../../schemas/toolbox.json" with { type: "json" };
import volumeV1beta from "../../schemas/volume.v1beta.json" with { type: "json" };
import workerV1beta from "../../schemas/worker.v1beta.json" with { type: "json" };
import workflowV1 from "../../schemas/workflow.v1.json" with { type: "json" };
import type { SchemaObject } from "./dialect.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";

/** The schemas of all kinds we know: every file of `schemas/`, except that of the configuration. */
const files: Readonly<Record<string, unknown>> = {
  "beacon.json": beacon,
  "bento.json": bento,
  "bundle.v1beta.json": bundleV1beta,
  "cluster.v1.json": clusterV1,
  "common.json": common,
  "compute.v1.json": computeV1,
  "container.json": container,
  "data-product.v1alpha.json": dataProductV1alpha,
  "data-product.v1beta.json": dataProductV1beta,
  "database.v1.json": databaseV1,
  "dataos-ctl.json": dataosCtl,
  "dbt.json": dbt,
  "depot.v1.json": depotV1,
  "depot.v2alpha.json": depotV2alpha,
  "flare.json": flare,
  "flash.json": flash,
  "grant.v1alpha.json": grantV1alpha,
  "instance-secret.v1.json": instanceSecretV1,
  "lakehouse.v1alpha.json": lakehouseV1alpha,
  "lens-1.json": lens1,
  "lens-tables.json": lensTables,
  "lens-user-groups.json": lensUserGroups,
  "lens-views.json": lensViews,
  "lens.v1alpha.json": lensV1alpha,
  "monitor.v1alpha.json": monitorV1alpha,
  "nilus.json": nilus,
  "operator.v1alpha.json": operatorV1alpha,
  "pager.v1alpha.json": pagerV1alpha,
  "policy.v1.json": policyV1,
  "python.json": python,
  "resource.json": resource,
  "resource.v1beta.json": resourceV1beta,
  "run.json": run,
  "scanner.json": scanner,
  "secret.v1.json": secretV1,
  "service.v1.json": serviceV1,
  "soda.json": soda,
  "stack.v1alpha.json": stackV1alpha,
  "steampipe.json": steampipe,
  "stream-function.json": streamFunction,
  "stream-monitor.json": streamMonitor,
  "toolbox.json": toolbox,
  "volume.v1beta.json": volumeV1beta,
  "worker.v1beta.json": workerV1beta,
  "workflow.v1.json": workflowV1,
};

/** The schemas that come with us. Their files are checked when the tests run, so nothing is ever refused here. */
export const builtinSchemas: Schemas = loadSchemas(files as Readonly<Record<string, SchemaObject>>).schemas;
