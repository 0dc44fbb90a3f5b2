import type { SandboxApp, SandboxBrand, SandboxUser } from './model';

const FEISHU_TENANT = '736588c9260f175d';
const OTHER_FEISHU_TENANT = '73658911a7c3175e';
const LARK_TENANT = '2ed263bf32cf1651';

const TASK_SCOPES = [
  'offline_access',
  'task:task:read',
  'task:task:write',
  'task:task:writeonly',
  'task:task:readonly',
  'task:task',
  'task:tasklist:read',
  'task:tasklist:write',
  'task:section:read',
  'task:section:write',
  'task:custom_field:read',
  'task:custom_field:write',
  'task:comment:read',
  'task:comment:write',
  'task:attachment:read',
  'task:attachment:write',
  'task:personnel:writeonly',
];

function user(name: string, enName: string, digits: string, tenant: string, brand: SandboxBrand): SandboxUser {
  return {
    name,
    en_name: enName,
    open_id: `ou_${digits.repeat(4)}`,
    union_id: `on_${digits.repeat(4)}`,
    user_id: digits,
    tenant_key: tenant,
    brand,
  };
}

export const ANNA = user('Anna Chen', 'Anna Chen', '7d8a6e61', FEISHU_TENANT, 'feishu');
export const ZHANG = user('张明德', 'Zhang Mingde', '2cefb2f0', FEISHU_TENANT, 'feishu');
export const LI = user('李雷', 'Li Lei', '5b1f90c4', FEISHU_TENANT, 'feishu');
export const OTHER = user('王小芳', 'Wang Xiaofang', '9e44d3a7', OTHER_FEISHU_TENANT, 'feishu');
export const MAYA = user('Maya Fischer', 'Maya Fischer', 'c03b77e5', LARK_TENANT, 'lark');
export const TOMAS = user('Tomás Ortega', 'Tomas Ortega', 'e81d24ab', LARK_TENANT, 'lark');

/** Anna and 张明德 share tasks; 李雷 is a stranger to most; 王小芳 belongs to another company; the rest is Lark. */
export const USERS: readonly SandboxUser[] = [ANNA, ZHANG, LI, OTHER, MAYA, TOMAS];

/** Secrets are of the platform's length, and obviously nobody's. */
export const APPS: readonly SandboxApp[] = [
  {
    app_id: 'cli_a000000000000001',
    app_secret: 'SANDBOX-NOT-A-SECRET-FEISHU-0001',
    name: 'Tasklark (Feishu)',
    brand: 'feishu',
    tenant_keys: [FEISHU_TENANT, OTHER_FEISHU_TENANT],
    scopes: TASK_SCOPES,
    refresh_enabled: true,
  },
  {
    app_id: 'cli_a000000000000002',
    app_secret: 'SANDBOX-NOT-A-SECRET-LEGACY-0002',
    name: 'Tasklark (old task scope only)',
    brand: 'feishu',
    tenant_keys: [FEISHU_TENANT],
    scopes: ['offline_access', 'task:task'],
    refresh_enabled: true,
  },
  {
    app_id: 'cli_a000000000000003',
    app_secret: 'SANDBOX-NOT-A-SECRET-READER-0003',
    name: 'Tasklark (read only)',
    brand: 'feishu',
    tenant_keys: [FEISHU_TENANT],
    scopes: ['offline_access', 'task:task:read'],
    refresh_enabled: true,
  },
  {
    app_id: 'cli_a000000000000004',
    app_secret: 'SANDBOX-NOT-A-SECRET-LARKAPP0004',
    name: 'Tasklark (Lark)',
    brand: 'lark',
    tenant_keys: [LARK_TENANT],
    scopes: TASK_SCOPES,
    refresh_enabled: true,
  },
  {
    app_id: 'cli_a000000000000005',
    app_secret: 'SANDBOX-NOT-A-SECRET-NOREFR-0005',
    name: 'Tasklark (refresh switched off)',
    brand: 'feishu',
    tenant_keys: [FEISHU_TENANT],
    scopes: TASK_SCOPES,
    refresh_enabled: false,
  },
];
