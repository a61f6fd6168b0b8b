import type { Evidence, Fact, Finding } from '../analytics/finding.js';
import type { Severity } from '../analytics/comparison.js';

/** A fact with its members in a fixed order: two readings of the same facts are the same text. */
export function canonicalFact(fact: Fact): Fact {
  if (Array.isArray(fact))
    return fact
      .map((each: Fact) => canonicalFact(each))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof fact !== 'object' || fact === null) return fact;
  return Object.fromEntries(
    Object.entries(fact)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, canonicalFact(member)]),
  );
}

/** What tells whether an alert has changed: severity, amount, judged date, figures, and which rows they rest on. */
export function factsText(finding: Finding): string {
  const { severity, judgedDate, amount, facts, evidence } = finding;
  return JSON.stringify([
    severity,
    judgedDate,
    amount,
    canonicalFact(facts),
    evidence.map(({ category, id }) => `${category}:${id}`).toSorted(),
  ]);
}

/** The part of an alert that a change can touch, before or after. */
export interface AlertFacts {
  readonly severity: Severity | string;
  readonly amount: string;
  readonly judgedDate: string;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly evidence: readonly Evidence[];
}

/** What a change of facts consists of: [before, after] by name, and how much evidence came and went. */
export interface Difference {
  readonly [name: string]: readonly [Fact, Fact];
}

/** Compares an alert's recorded facts with those just found. */
export function differenceOf(before: AlertFacts, after: AlertFacts): Difference {
  const key = ({ category, id }: Evidence): string => `${category}:${id}`;
  const [was, is] = [new Set(before.evidence.map(key)), new Set(after.evidence.map(key))];
  const values = (side: AlertFacts): Record<string, Fact> => ({
    severity: side.severity,
    amount: side.amount,
    judgedDate: side.judgedDate,
    ...Object.fromEntries(Object.entries(side.facts).map(([name, fact]) => [`facts.${name}`, fact])),
  });
  const [old, fresh] = [values(before), values(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  const changed = names.flatMap((name): [string, readonly [Fact, Fact]][] => {
    const pair = [canonicalFact(old[name] ?? null), canonicalFact(fresh[name] ?? null)] as const;
    return JSON.stringify(pair[0]) === JSON.stringify(pair[1]) ? [] : [[name, pair]];
  });
  const gone = [...was].filter((each) => !is.has(each)).length;
  const come = [...is].filter((each) => !was.has(each)).length;
  if (gone + come > 0) changed.push(['evidence', [-gone, come]]);
  return Object.fromEntries(changed);
}
