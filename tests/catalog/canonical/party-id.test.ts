import { lonePartyIdReader, partyIdReader } from '../../../src/catalog/canonical/party-id.js';

const kind = { field: 'ownerKind', person: ['PERSON'], organization: ['ENTERPRISE'] };
const read = partyIdReader(kind, '2025-03-04');
const lone = lonePartyIdReader('2025-03-04');

test('the sibling tells a citizen id from a code; anything else stays text', () => {
  expect(read('190102560715001', 'PERSON').value).toEqual({ to: 'person', text: '190102195607150015' });
  expect(read('91190102ma000000e0', 'ENTERPRISE').value).toEqual({
    to: 'organization',
    text: '91190102MA000000E0',
  });
  expect(read(' ga 1234567', 'OTHER').value).toEqual({ to: 'other', text: 'GA1234567' });
  expect(read('190102195607150015', null).value).toEqual({ to: 'other', text: '190102195607150015' });
});

test('the checks of the kind apply', () => {
  expect(read('190102195607150016', 'PERSON').reason).toBe('ID_CHECK');
  expect(read('190102600001234', 'ENTERPRISE').reason).toBe('USCC_OLD_FORM');
  expect(read('X'.repeat(33), 'OTHER').reason).toBe('FORMAT');
});

test('without its sibling an identifier is whatever check it passes', () => {
  expect(lone('19010219560715004x').value).toEqual({ to: 'person', text: '19010219560715004X' });
  expect(lone('91190102MA000000E0').value).toEqual({ to: 'organization', text: '91190102MA000000E0' });
  expect(lone('190102195607150016').value).toEqual({ to: 'other', text: '190102195607150016' });
});
