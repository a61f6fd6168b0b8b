import { createHash } from 'node:crypto';
import { loadPolicy } from '../../src/access/policy.js';
import { ConfigError } from '../../src/errors.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function faultsOf(text: string): string {
  try {
    loadPolicy(text);
    return 'none';
  } catch (error) {
    return error instanceof ConfigError ? `${error.code}: ${error.message}` : 'another error';
  }
}

test('a token of the policy file is known by its hash alone and brings what all of its roles allow', () => {
  const policy = loadPolicy(`
    tokens:
      - { name: dashboard, sha256: ${sha256('one')}, roles: [viewer] }
      - { name: risk, sha256: ${sha256('two')}, roles: [analyst, operator] }
  `);
  expect(policy.authenticate('one')).toMatchObject({ name: 'dashboard', operate: false, unmask: new Set() });
  expect(policy.authenticate('two')).toEqual({
    name: 'risk',
    roles: ['analyst', 'operator'],
    unmask: new Set(['personal', 'sensitive']),
    operate: true,
    decide: true,
    quarantine: false,
  });
  expect([policy.authenticate('three'), policy.authenticate('')]).toEqual([null, null]);
});

test('the file can define roles of its own and redefine the given ones', () => {
  const policy = loadPolicy(`
    roles:
      auditor: { unmask: [personal], quarantine: true }
      viewer: { unmask: [personal] }
    tokens:
      - { name: a, sha256: ${sha256('a')}, roles: [auditor] }
      - { name: v, sha256: ${sha256('v')}, roles: [viewer] }
  `);
  expect(policy.authenticate('a')).toMatchObject({ unmask: new Set(['personal']), quarantine: true });
  expect(policy.authenticate('v')).toMatchObject({ unmask: new Set(['personal']), quarantine: false });
});

test('without a file nobody has a token until one is added', () => {
  const policy = loadPolicy(undefined);
  expect(policy.authenticate('first')).toBeNull();
  policy.addToken('first', ['admin']);
  expect(policy.authenticate('first')).toMatchObject({ roles: ['admin'], operate: true, quarantine: true });
  expect(() => policy.addToken('other', ['king'])).toThrow('king');
});

test('every fault of a policy file is named at once', () => {
  const faults = faultsOf('roles: { a: { unmask: [secret] } }\ntokens: [{ name: x, sha256: 12, roles: [] }]');
  for (const part of ['POLICY_INVALID', 'roles.a.unmask.0', 'tokens.0.sha256', 'tokens.0.roles'])
    expect(faults).toContain(part);
  expect(faultsOf('roles: [')).toContain('not YAML');
  expect(faultsOf(`tokens: [{ name: x, sha256: ${sha256('x')}, roles: [nobody] }]`)).toContain('nobody');
});
