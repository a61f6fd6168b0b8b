import { BadInput } from '../errors.js';

/** The opaque, globally unique id of an object of the graph. */
export function toGlobalId(type: string, key: number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Type and surrogate behind a global id. @throws BadInput `BAD_ID` */
export function fromGlobalId(id: string): { readonly type: string; readonly key: number } {
  const match = /^([A-Za-z][A-Za-z0-9]*):([0-9]{1,15})$/.exec(
    Buffer.from(id, 'base64url').toString('latin1'),
  );
  if (!match?.[1]) throw new BadInput('BAD_ID', 'take an id as it was given by an earlier answer');
  return { type: match[1], key: Number(match[2]) };
}
