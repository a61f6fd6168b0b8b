import type { PartyKind } from '../field.js';
import { squeeze } from './blank.js';
import { citizenIdReader } from './citizen-id.js';
import { fault, NOTHING, type Reader, type Reading } from './reading.js';
import { uscc } from './uscc.js';

/** An identifier of a party and what it identifies; `other` is kept as text and never linked. */
export interface PartyId {
  readonly to: 'person' | 'organization' | 'other';
  readonly text: string;
}

const MAX_OTHER = 32;

function as(to: PartyId['to'], reading: Reading<string>): Reading<PartyId> {
  if (reading.reason !== null) return reading;
  return reading.value === null ? NOTHING : { ...reading, value: { to, text: reading.value } };
}

function otherDocument(text: string): Reading<string> {
  const value = squeeze(text);
  if (value === '') return NOTHING;
  return value.length > MAX_OTHER ? fault('FORMAT') : { reason: null, value, changed: value !== text };
}

/** Identifiers that a sibling field tells apart: `constant` is its value in the same row. */
export function partyIdReader(
  kind: PartyKind,
  today: string,
): (text: string, constant: unknown) => Reading<PartyId> {
  const citizenId = citizenIdReader(today);
  const to = new Map<unknown, 'person' | 'organization'>();
  for (const constant of kind.person) to.set(constant, 'person');
  for (const constant of kind.organization) to.set(constant, 'organization');
  return (text, constant) => {
    const subject = to.get(constant);
    if (subject === 'person') return as(subject, citizenId(text));
    if (subject === 'organization') return as(subject, uscc(text));
    return as('other', otherDocument(text));
  };
}

/** Identifiers without their sibling, as deletions bring them: whichever check they pass, else text. */
export function lonePartyIdReader(today: string): Reader<PartyId> {
  const citizenId = citizenIdReader(today);
  return (text) => {
    const person = citizenId(text);
    if (person.reason === null) return as('person', person);
    const organization = uscc(text);
    if (organization.reason === null) return as('organization', organization);
    return as('other', otherDocument(text));
  };
}
