import { describe, expect, it } from 'vitest';
import { hostRole } from './hosts';

const nothing = { open: false, accounts: false, applink: false };

describe('host roles', () => {
  it.each([
    ['open.feishu.cn', { ...nothing, brand: 'feishu', open: true }],
    ['accounts.feishu.cn:443', { ...nothing, brand: 'feishu', accounts: true }],
    ['OPEN.larksuite.com', { ...nothing, brand: 'lark', open: true }],
    ['accounts.larksuite.com', { ...nothing, brand: 'lark', accounts: true }],
    ['applink.feishu.cn', { ...nothing, brand: 'feishu', applink: true }],
    ['open.corp.example.com', { ...nothing, brand: 'feishu', open: true }],
    ['open.notlarksuite.com', { ...nothing, brand: 'feishu', open: true }],
    ['127.0.0.1:8080', { brand: 'feishu', open: true, accounts: true, applink: true }],
    ['localhost', { brand: 'feishu', open: true, accounts: true, applink: true }],
    ['www.example.com', { ...nothing, brand: 'feishu' }],
  ])('%s', (host, role) => {
    expect(hostRole(host)).toEqual(role);
  });
});
