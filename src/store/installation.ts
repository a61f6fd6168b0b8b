import { ConfigError } from '../errors.js';
import type { Store } from './store.js';
import type { Vault } from './vault.js';

const PROBE = 'tributary';

function fits(vault: Vault, row: { key_check: Uint8Array; sealed_check: Uint8Array }): boolean {
  try {
    const known = Buffer.from(row.key_check).toString('hex');
    return vault.identifierHash(PROBE) === known && vault.open(row.sealed_check) === PROBE;
  } catch {
    return false;
  }
}

/**
 * Marks a new store with the keys in use, makes the rows of which there is one each, and refuses one that was written with others: every
 * look-up would miss and nothing could be opened again.
 * @throws ConfigError `KEYS_MISMATCH`
 */
export async function checkKeys(store: Store, vault: Vault): Promise<void> {
  await store.transaction(async (transaction) => {
    const mark = [1, vault.identifierHash(PROBE), vault.seal(PROBE)];
    await transaction.insertIgnore('installation', ['id', 'key_check', 'sealed_check'], [mark]);
    await transaction.insertIgnore('feed', ['id', 'sequence'], [[1, 0]]);
    await transaction.insertIgnore('comparison_lease', ['id', 'until', 'fence'], [[1, 0, 0]]);
  });
  const [row] = await store.query<{ key_check: Uint8Array; sealed_check: Uint8Array }>(
    'SELECT key_check, sealed_check FROM installation WHERE id = 1',
  );
  if (!row || !fits(vault, row))
    throw new ConfigError(
      'KEYS_MISMATCH',
      'the store was written with other keys: set TRIBUTARY_HASHING_KEY and TRIBUTARY_ENCRYPTION_KEY to those',
    );
}
