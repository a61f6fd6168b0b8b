import type { Recogniser } from '../sources/source.js';
import type { Vault } from '../store/vault.js';
import type { Recognition } from './live-rows.js';

/**
 * What a source is lent for one reading of a delivery.
 * @param mappingPrint part of every hash: what was declared otherwise is never recognised
 * @param recognition absent when there is nothing to recognise: then records are only hashed
 */
export function createRecogniser(vault: Vault, mappingPrint: string, recognition?: Recognition): Recogniser {
  let ids: number[] = [];
  let repeated = 0;
  let highest = 0;
  return {
    hasher: (layout) => vault.bytesHasher(`${mappingPrint} ${layout}`),
    takes(print, version) {
      const id = recognition?.take(print, version) ?? 0;
      if (id === 0) return false;
      if (id > 0) ids.push(id);
      else repeated += 1;
      highest = Math.max(highest, version);
      return true;
    },
    taken() {
      const all = { ids, repeated, highest };
      [ids, repeated, highest] = [[], 0, 0];
      return all;
    },
  };
}
