import type { Check } from './check.ts';
import { deliveryPermissions } from './cloudformation/delivery.ts';
import { templatePermissions } from './cloudformation/permissions.ts';
import { templatePolicies } from './cloudformation/policies.ts';
import { templateSchema } from './cloudformation/schema.ts';
import { nestedStacks } from './cloudformation/stacks.ts';
import { templateTables } from './cloudformation/tables.ts';
import { composeFiles } from './containers/compose.ts';
import { dockerfiles } from './containers/dockerfiles.ts';
import { contractChanges } from './contracts/changes.ts';
import { deployerRights } from './manifests/deployers.ts';
import { manifestFields } from './manifests/fields.ts';
import { helmLint } from './manifests/lint.ts';
import { networkPolicies } from './manifests/network.ts';
import { podSecurity } from './manifests/pod-security.ts';
import { probesAndLimits } from './manifests/probes-and-limits.ts';
import { serviceSettings } from './manifests/settings.ts';
import { secrets } from './secrets.ts';
import { secretsInHistory } from './secrets-in-history.ts';
import { actionlint } from './workflows/actionlint.ts';
import { workflowActions } from './workflows/actions.ts';
import { workflowPrivileges } from './workflows/privileges.ts';
import { workflowSchema } from './workflows/schema.ts';

/** All that `npm run check:infrastructure` runs, in its order. */
export const checks: Check[] = [
  helmLint,
  manifestFields,
  podSecurity,
  networkPolicies,
  probesAndLimits,
  serviceSettings,
  deployerRights,
  actionlint,
  workflowSchema,
  workflowActions,
  workflowPrivileges,
  dockerfiles,
  composeFiles,
  templateSchema,
  templatePolicies,
  nestedStacks,
  templateTables,
  templatePermissions,
  deliveryPermissions,
  contractChanges,
  secrets,
  secretsInHistory,
];
