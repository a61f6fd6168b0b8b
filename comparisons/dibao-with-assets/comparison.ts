import { comparison } from '../../src/analytics/comparison.js';

/** M7: low-income families with homes, cars or active firms. */
export const dibaoWithAssets = comparison({
  id: 'dibao-with-assets',
  no: 'M7',
  zh: '低保×资产',
  en: 'Low-income families with homes, cars or active firms',
  serves: ['civil-affairs'],
  severity: { YELLOW: 'homes or a car on any offending day', BLUE: 'active firms only' },
  basis: null,
  reads: {
    'social-assistance': ['familyNo', 'citizenId', 'assistanceKind', 'monthlyAmount', 'validFrom', 'validTo'],
    'property-unit': [
      'registrationNo',
      'unitNo',
      'usage',
      'registrationKind',
      'acquisition',
      'registeredAt',
      'endedAt',
      'coOwnership',
      'owners.ownerKind',
      'owners.ownerId',
      'owners.shareRatio',
    ],
    'vehicle-ownership': [
      'vehicleNo',
      'ownerKind',
      'ownerId',
      'vehicleClass',
      'disabilityAdapted',
      'acquiredDate',
      'releasedDate',
      'statusLetters',
    ],
    'enterprise-holder': ['holdingId', 'uscc', 'role', 'partyKind', 'partyId', 'validFrom', 'validTo'],
    'enterprise-registration': ['uscc', 'entityKind'],
    'tax-summary': ['declarationNo', 'taxpayerKind', 'taxpayerId', 'period', 'sales', 'invoiced'],
  },
  parameters: {
    minHomes: { integer: 2, zh: '住房套数', en: 'homes from which a family is found' },
    minHomeShare: {
      decimal: '0.5',
      zh: '一套住房计入的家庭份额',
      en: 'family share from which a home counts',
    },
    activeMonths: {
      integer: 12,
      unit: 'month',
      zh: '企业活跃的回溯月数',
      en: 'months in which a firm with sales counts as active',
    },
  },
  notAlert: [
    { zh: '拆迁安置房', en: 'resettlement homes' },
    { zh: '小份额继承', en: 'small inherited shares' },
    { zh: '残疾人专用车、农用车和摩托车', en: 'disability-adapted and agricultural vehicles, motorcycles' },
    { zh: '报废或注销车辆', en: 'scrapped or deregistered vehicles' },
    { zh: '休眠企业、合作社社员', en: 'dormant firms, members of cooperatives' },
    { zh: '享受前已出售的资产', en: 'assets sold before the benefit' },
  ],
});
