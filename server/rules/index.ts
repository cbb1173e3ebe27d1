import { rule as connectorMismatch } from "./connector-mismatch/rule.ts";
import { rule as contradictingRelationship } from "./contradicting-relationship/rule.ts";
import { rule as contradictingSchedule } from "./contradicting-schedule/rule.ts";
import { rule as cyclicDependency } from "./cyclic-dependency/rule.ts";
import { rule as deprecatedKey } from "./deprecated-key/rule.ts";
import { rule as duplicateKey } from "./duplicate-key/rule.ts";
import { rule as duplicateName } from "./duplicate-name/rule.ts";
import { rule as duplicateResource } from "./duplicate-resource/rule.ts";
import { rule as duplicateSetting } from "./duplicate-setting/rule.ts";
import { rule as excessiveNesting } from "./excessive-nesting/rule.ts";
import { rule as exposedKeyFile } from "./exposed-key-file/rule.ts";
import { rule as inconsistentProduct } from "./inconsistent-product/rule.ts";
import { rule as ineffectiveCheck } from "./ineffective-check/rule.ts";
import { rule as invalidSql } from "./invalid-sql/rule.ts";
import { rule as malformedAddress } from "./malformed-address/rule.ts";
import { rule as malformedCheck } from "./malformed-check/rule.ts";
import { rule as malformedValue } from "./malformed-value/rule.ts";
import { rule as misleadingCast } from "./misleading-cast/rule.ts";
import { rule as misleadingCron } from "./misleading-cron/rule.ts";
import { rule as misplacedKey } from "./misplaced-key/rule.ts";
import { rule as missingDependency } from "./missing-dependency/rule.ts";
import { rule as missingFile } from "./missing-file/rule.ts";
import { rule as missingKey } from "./missing-key/rule.ts";
import { rule as missingPrimaryKey } from "./missing-primary-key/rule.ts";
import { rule as oversizedFile } from "./oversized-file/rule.ts";
import { rule as oversizedName } from "./oversized-name/rule.ts";
import { rule as plainSecret } from "./plain-secret/rule.ts";
import { rule as sharedFile } from "./shared-file/rule.ts";
import { rule as undefinedColumn } from "./undefined-column/rule.ts";
import { rule as unguardedOutput } from "./unguarded-output/rule.ts";
import { rule as unknownKey } from "./unknown-key/rule.ts";
import { rule as unknownValue } from "./unknown-value/rule.ts";
import { rule as unknownView } from "./unknown-view/rule.ts";
import { rule as unmatchedFilter } from "./unmatched-filter/rule.ts";
import { rule as unreadableFile } from "./unreadable-file/rule.ts";
import { rule as unresolvedReference } from "./unresolved-reference/rule.ts";
import { rule as unusedView } from "./unused-view/rule.ts";
import { rule as unwatchedIncident } from "./unwatched-incident/rule.ts";
import { rule as unwrittenDataset } from "./unwritten-dataset/rule.ts";
import { rule as valueOutOfRange } from "./value-out-of-range/rule.ts";
import { rule as wrongAcl } from "./wrong-acl/rule.ts";
import { rule as wrongAggregate } from "./wrong-aggregate/rule.ts";
import { rule as wrongType } from "./wrong-type/rule.ts";
import { rule as wrongVersion } from "./wrong-version/rule.ts";
import { rule as yamlSyntax } from "./yaml-syntax/rule.ts";
import type { Rule } from "./rule.ts";

/** All rules, by id. A rule that is not in this list does not exist. */
export const rules: readonly Rule[] = [
  connectorMismatch,
  contradictingRelationship,
  contradictingSchedule,
  cyclicDependency,
  deprecatedKey,
  duplicateKey,
  duplicateName,
  duplicateResource,
  duplicateSetting,
  excessiveNesting,
  exposedKeyFile,
  inconsistentProduct,
  ineffectiveCheck,
  invalidSql,
  malformedAddress,
  malformedCheck,
  malformedValue,
  misleadingCast,
  misleadingCron,
  misplacedKey,
  missingDependency,
  missingFile,
  missingKey,
  missingPrimaryKey,
  oversizedFile,
  oversizedName,
  plainSecret,
  sharedFile,
  undefinedColumn,
  unguardedOutput,
  unknownKey,
  unknownValue,
  unknownView,
  unmatchedFilter,
  unreadableFile,
  unresolvedReference,
  unusedView,
  unwatchedIncident,
  unwrittenDataset,
  valueOutOfRange,
  wrongAcl,
  wrongAggregate,
  wrongType,
  wrongVersion,
  yamlSyntax,
];
