import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { streams } from '../../connectors/index.js';
import { connectorSuite, type Fixture } from './standard.js';

/** The fixture of a stream stands under its department, as the connector does. */
const fixtureOf = (id: string, department: string): URL =>
  new URL(`./fixture/${department}/${id}.js`, import.meta.url);

for (const stream of streams) {
  const url = fixtureOf(stream.id, stream.category.department);
  if (!existsSync(fileURLToPath(url))) continue;
  const { fixture }: { fixture: Fixture } = await import(url.href);
  describe(stream.id, () => connectorSuite(stream, fixture));
}
