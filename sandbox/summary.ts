import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { layout } from './layout.js';
import type { PlantedQuirk } from './render/planter.js';
import type { Played } from './scenario/stage.js';

const plannerState = z.record(
  z.string(),
  z.object({ certain: z.string().nullable(), threshold: z.number() }),
);

const summarySchema = z.object({
  residents: z.number(),
  seed: z.number(),
  /** The base day, from which everything is drawn. */
  asof: z.string(),
  years: z.number(),
  /** The district's present moment, UTC ISO. */
  now: z.string(),
  /** The present moment is the machine's: so is the sandbox's clock. */
  live: z.boolean(),
  /** USCC of a care home, a company, that leads to rows of every department. */
  showcase: z.string(),
  /** Delivered rows of each record kind, tombstones included. */
  rows: z.record(z.string(), z.number()),
  /** What the departments remember of how they spell their rows, by record kind. */
  spelling: z.record(z.string(), plannerState),
});

/** What was generated, and how far time has advanced: `district.json`. */
export type Summary = z.infer<typeof summarySchema>;

/** What is wrong with which row, and what a correct comparison finds: `truth.json`. */
export interface Truth {
  readonly quirks: readonly PlantedQuirk[];
  readonly alerts: Played['alerts'];
  readonly traps: Played['traps'];
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 1)}\n`);
}

/** Writes both; the summary last: a folder with a `district.json` is whole. */
export async function writeSummary(directory: string, summary: Summary, truth: Truth): Promise<void> {
  const paths = layout(directory);
  await writeJson(paths.truth, truth);
  await writeJson(paths.district, summary);
}

/** Reads what was generated. @throws Error when the folder holds no whole district */
export async function readSummary(directory: string): Promise<Summary> {
  return summarySchema.parse(JSON.parse(await readFile(layout(directory).district, 'utf8')));
}

const truthSchema = z.object({
  quirks: z.array(
    z.object({
      category: z.string(),
      quirk: z.string(),
      outcome: z.enum(['normalise', 'accept', 'setNull', 'quarantine', 'lastWins', 'ignore']),
      rows: z.number(),
      keys: z.array(z.string()),
    }),
  ),
  alerts: z.array(
    z.object({
      module: z.string(),
      subjects: z.array(z.string()),
      period: z.string(),
      severity: z.string(),
      amount: z.string(),
    }),
  ),
  traps: z.array(z.object({ module: z.string(), name: z.string(), subjects: z.array(z.string()) })),
});

/** Reads `truth.json`. */
export async function readTruth(directory: string): Promise<Truth> {
  return truthSchema.parse(JSON.parse(await readFile(layout(directory).truth, 'utf8')));
}

/** USCC of a care home, a company, from which a query reaches every department. */
export async function showcaseOrganization(directory: string): Promise<string> {
  return (await readSummary(directory)).showcase;
}
