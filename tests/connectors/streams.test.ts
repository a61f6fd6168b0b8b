import { Cron } from 'croner';
import { streams } from '../../connectors/index.js';
import { records } from '../../schema/index.js';
import { createMapper } from '../../src/ingest/create-mapper.js';

test('every category is delivered by exactly one stream', () => {
  expect(streams.map(({ category }) => category.record)).toEqual(records);
});

test('there is a stream for each of the 35 numbers of the catalogue, in all four ways of delivery', () => {
  const numbers = new Set(streams.map(({ category }) => Number.parseInt(category.no, 10)));
  expect([...numbers].toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 35 }, (_, index) => index + 1),
  );
  const kinds = streams.map(({ source }) => source.kind);
  expect(
    Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((each) => each === kind).length])),
  ).toEqual({
    view: 11,
    api: 12,
    file: 27,
    soap: 2,
  });
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
