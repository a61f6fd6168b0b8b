import { createHash } from 'node:crypto';
import type { Values } from '../record/record.js';
import { clock } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

const hash = (stage: Stage): string => createHash('sha256').update(stage.serial('hash')).digest('hex');

/** Prices without a pattern. */
const PRICES = ['452300.00', '471800.00', '489900.00', '463100.00', '480700.00'] as const;

/** A lot opened 40 days before the base day; what each bidder has of his own. */
function lot(
  stage: Stage,
  bids: readonly Values[],
  shared: Values = {},
): { subject: string; bidders: string[] } {
  const projectNo = String(shared['projectNo'] ?? stage.serial('XM'));
  const bidders = bids.map((own, at) => {
    const bidderUscc = String(own['bidderUscc'] ?? stage.organization());
    stage.add('bid', {
      projectNo,
      lotNo: '01',
      categoryCode: 'B0801',
      method: 'CONSULTATION',
      budget: '500000.00',
      openAt: clock(stage.day(-40), '09:30:00'),
      bidderUscc,
      bidPrice: PRICES[at % PRICES.length] ?? PRICES[0],
      bidStatus: 'VALID',
      ...shared,
      ...own,
    });
    return bidderUscc;
  });
  return { subject: `lot:${projectNo}/01`, bidders };
}

const pair = ({ subject, bidders }: { subject: string; bidders: string[] }): string[] => [
  subject,
  ...bidders.slice(0, 2).map((uscc) => `organization:${uscc}`),
];

function holds(stage: Stage, uscc: string, partyKind: string, partyId: string, more: Values): void {
  stage.add('enterprise-holder', {
    holdingId: stage.serial('CY'),
    uscc,
    partyKind,
    partyId,
    validFrom: '2021-01-01',
    ...more,
  });
}

const IP = '36.250.7.21';
const MAC = '4C:ED:FB:10:20:30';

function findings(stage: Stage): void {
  const plant = (of: { subject: string; bidders: string[] }, severity: 'RED' | 'YELLOW'): void =>
    stage.expect({ subjects: pair(of), period: '-', severity, amount: '500000.00' });
  const depositAccountHash = hash(stage);
  plant(lot(stage, [{ depositAccountHash }, { depositAccountHash }]), 'YELLOW');
  const both = { depositAccountHash: hash(stage), projectManagerId: stage.person() };
  plant(lot(stage, [both, both, {}]), 'RED');
  const mac = { uploadMacs: [stage.serial('').replace(/^.*(..)(..)(..)$/, '4C:ED:FB:$1:$2:$3')] };
  plant(lot(stage, [mac, mac]), 'YELLOW');
  // The same address, and a third bidder makes the steps equal.
  const net = { uploadIps: [IP] };
  plant(
    lot(stage, [
      { ...net, bidPrice: '460000.00' },
      { ...net, bidPrice: '470000.00' },
      { bidPrice: '480000.00' },
    ]),
    'YELLOW',
  );
  const linked = lot(stage, [{}, {}]);
  const [first = '', second = ''] = linked.bidders;
  const owner = stage.person();
  holds(stage, first, 'PERSON', owner, { role: 'LEGAL_REP' });
  holds(stage, second, 'PERSON', owner, { role: 'SHAREHOLDER', shareRatio: '0.500001' });
  plant(linked, 'YELLOW');
  const group = lot(stage, [{}, {}]);
  const [parent = '', daughter = ''] = group.bidders;
  holds(stage, daughter, 'ENTERPRISE', parent, { role: 'CONTROLLER' });
  plant(group, 'YELLOW');
}

function traps(stage: Stage): void {
  const net = { uploadIps: [IP] };
  const plant = (name: string, of: { subject: string; bidders: string[] }): void =>
    stage.trap(name, pair(of));
  plant('the same address only', lot(stage, [net, net]));
  plant(
    'the same address, prices without a pattern',
    lot(stage, [
      { ...net, bidPrice: '400000.00' },
      { ...net, bidPrice: '470000.00' },
      { bidPrice: '480000.00' },
    ]),
  );
  const withdrawn = { depositAccountHash: hash(stage) };
  plant(
    'one of the two withdrew',
    lot(stage, [withdrawn, { ...withdrawn, bidStatus: 'WITHDRAWN', bidPrice: null }]),
  );
  const elsewhere = { depositAccountHash: hash(stage) };
  const here = lot(stage, [elsewhere, {}]);
  lot(stage, [elsewhere, {}]);
  plant('the same account in another lot', here);
  const half = lot(stage, [{}, {}]);
  const [first = '', second = ''] = half.bidders;
  const owner = stage.person();
  holds(stage, first, 'PERSON', owner, { role: 'LEGAL_REP' });
  holds(stage, second, 'PERSON', owner, { role: 'SHAREHOLDER', shareRatio: '0.500000' });
  plant('half of the shares', half);
  // Five bidders upload on the agency's machine in three of its projects.
  const agency = { agentUscc: stage.organization() };
  const machine = { uploadMacs: [MAC] };
  for (let project = 0; project < 3; project++)
    plant("the agency's machine", lot(stage, [machine, machine], agency));
}

/** M33: bidders of one lot that share accounts, devices, people or control. */
export const collusiveBidding: Scenario = {
  module: 'M33',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
