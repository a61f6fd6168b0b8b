import { Cron } from 'croner';
import { streams } from '../../connectors/index.js';
import { records } from '../../schema/index.js';
import { createMapper } from '../../src/ingest/create-mapper.js';

test('every category is delivered by exactly one stream', () => {
  expect(streams.map(({ category }) => category.record)).toEqual(records);
});

test('the streams come in all four ways of delivery', () => {
  expect(streams.map(({ id, source }) => `${id} ${source.kind}`)).toEqual([
    'household-resident view',
    'social-assistance view',
    'care-home-attendance api',
    'bed-subsidy-claim file',
    'inpatient-stay view',
    'enterprise-registration api',
    'tax-summary file',
    'property-unit soap',
    'public-rental file',
  ]);
});

test.each(streams.map((stream) => [stream.id, stream] as const))(
  '%s runs on a readable schedule',
  (_, stream) => {
    expect(new Cron(stream.cron, { timezone: stream.tz, paused: true }).nextRun()).toBeInstanceOf(Date);
    expect(stream.freshness.warn).toBeLessThan(stream.freshness.fail);
  },
);

test.each(streams.map((stream) => [stream.id, stream] as const))(
  '%s names each delivered column once',
  (_, stream) => {
    const names = stream.mappings.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  },
);

test.each(streams.map((stream) => [stream.id, stream] as const))(
  'the mapper of %s can be compiled',
  (_, stream) => {
    const row = { values: [], position: '1', version: 1, deleted: false };
    expect(() => createMapper(stream, '2025-03-04').key(row)).toThrow('KEY_NULL');
  },
);
