/** A query worth trying. */
export interface ShowcaseQuery {
  readonly title: string;
  readonly query: string;
}

/** Joins seven departments from one care home: registration, tax, property, claims, residents, stays and housing. */
export const joinedQuery = (uscc: string): string => `{
  organization(uscc: "${uscc}") {
    name status
    enterpriseRegistrations(first: 1) { nodes { name status registeredCapital legalRep { name } } }
    taxSummaries(first: 3, orderBy: [{ field: period, direction: DESC }]) { nodes { period filingStatus sales taxPaid } }
    propertyUnits(first: 3) { nodes { unitNo usage areaSqm } }
    bedSubsidyClaims(first: 5, orderBy: [{ field: claimNo, direction: ASC }]) {
      totalCount
      nodes {
        claimMonth claimedDays amount
        person {
          citizenId name
          householdResidents { nodes { registrationStatus communityCode } }
          careHomeAttendances(first: 3, orderBy: [{ field: date, direction: DESC }]) { nodes { date status } }
          inpatientStays(first: 3, orderBy: [{ field: visitNo, direction: ASC }]) { nodes { institutionName admittedAt dischargedAt } }
          publicRentals(first: 3) { nodes { contractNo supportKind status } }
        }
      }
    }
  }
}`;

/** Queries worth trying on a fresh sandbox; `uscc` is its showcase organization. */
export const showcaseQueries = (uscc: string): readonly ShowcaseQuery[] => [
  { title: 'One care home across seven departments', query: joinedQuery(uscc) },
  {
    title: 'How fresh and how clean is each category?',
    query:
      '{ categories { id zh rows quarantined freshness { verdict watermark } lastRuns(first: 1) { status rowsRead written } } }',
  },
  {
    title: 'What the comparisons found where most is at stake, with the rows it rests on',
    query:
      '{ alerts(first: 3, orderBy: [{ field: amount, direction: DESC }]) { totalCount nodes { comparison { zh } severity period amount subjects { subject person { name } organization { name } } facts { name value } evidence { category delivery position } testedInFavour { zh } } } }',
  },
  {
    title: 'Hospital stays that are not over, with the patient and the hospital',
    query:
      '{ inpatientStays(first: 5, filter: { dischargedAt: { isNull: true } }) { totalCount nodes { visitNo admittedAt person { citizenId name } institution { uscc name } } } }',
  },
];
