import { citizenIdReader } from '../catalog/canonical/citizen-id.js';
import type { Reader } from '../catalog/canonical/reading.js';
import { uscc } from '../catalog/canonical/uscc.js';
import { BadInput } from '../errors.js';
import type { Vault } from '../store/vault.js';

/** What an identifier in a request identifies, by the look-up key of its registry. */
export interface Identified {
  readonly to: 'person' | 'organization';
  readonly hash: Buffer;
}

const SHANGHAI_MS = 8 * 3_600_000;
const localDay = (now: Date): string => new Date(now.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

function canonical(reader: Reader<string>, text: string): string {
  const reading = reader(text);
  if (reading.reason !== null) throw new BadInput(reading.reason, 'check the number: it is not a valid one');
  if (reading.value === null) throw new BadInput('ID_FORMAT', 'an identifier may not be empty');
  return reading.value;
}

/** Reads the identifiers of requests, in every form that deliveries have, too. @throws BadInput with the reason */
export function createIdentifierReader(deps: { vault: Vault; now: () => Date }) {
  const hashOf = (identifier: string): Buffer => Buffer.from(deps.vault.identifierHash(identifier), 'hex');
  const citizenId = (text: string): Identified => ({
    to: 'person',
    hash: hashOf(canonical(citizenIdReader(localDay(deps.now())), text)),
  });
  const organization = (text: string): Identified => ({
    to: 'organization',
    hash: hashOf(canonical(uscc, text)),
  });
  return {
    citizenId,
    uscc: organization,
    /** A citizen id if it passes as one, else a USCC. */
    party: (text: string): Identified =>
      citizenIdReader(localDay(deps.now()))(text).reason === null ? citizenId(text) : organization(text),
  };
}

export type IdentifierReader = ReturnType<typeof createIdentifierReader>;
