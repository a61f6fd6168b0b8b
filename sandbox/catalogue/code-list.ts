/** Code lists that several departments share: delivered code -> [constant, Chinese label]. */
type Codes = Readonly<Record<string, readonly [string, string]>>;

export const sex: Codes = {
  '0': ['UNKNOWN', '未知'],
  '1': ['MALE', '男'],
  '2': ['FEMALE', '女'],
  '9': ['UNSTATED', '未说明'],
};

export const partyKind: Codes = {
  '1': ['PERSON', '自然人'],
  '2': ['ENTERPRISE', '单位'],
  '3': ['OTHER', '其他'],
};

export const relation: Codes = {
  '10': ['SPOUSE', '配偶'],
  '20': ['SON', '儿子'],
  '30': ['DAUGHTER', '女儿'],
  '40': ['GRANDCHILD', '孙子女'],
  '50': ['PARENT', '父母'],
  '60': ['GRANDPARENT', '祖父母'],
  '70': ['SIBLING', '兄弟姐妹'],
  '80': ['PARENT_IN_LAW', '配偶父母'],
  '81': ['CHILD_IN_LAW', '儿媳女婿'],
  '97': ['OTHER', '其他'],
  '01': ['SELF', '本人'],
};

export const careGrade: Codes = {
  '0': ['INTACT', '能力完好'],
  '1': ['MILD', '轻度失能'],
  '2': ['MODERATE', '中度失能'],
  '3': ['SEVERE', '重度失能'],
  '4': ['COMPLETE', '完全失能'],
};

export const incomeBand: Codes = {
  '0': ['BAND_0', '无收入'],
  '1': ['BAND_1', '1千元以下'],
  '2': ['BAND_2', '1至2千元'],
  '3': ['BAND_3', '2至3千元'],
  '4': ['BAND_4', '3至5千元'],
  '5': ['BAND_5', '5至8千元'],
  '6': ['BAND_6', '8千至1.2万元'],
  '7': ['BAND_7', '1.2至2万元'],
  '8': ['BAND_8', '2万元以上'],
};

export const benefitItem: Codes = {
  DB: ['DIBAO', '最低生活保障金'],
  TK: ['DESTITUTE', '特困供养金'],
  TKHL: ['DESTITUTE_CARE', '特困照料护理补贴'],
  LS: ['TEMPORARY_AID', '临时救助金'],
  YLJZ: ['MEDICAL_AID', '医疗救助金'],
  CJSH: ['DISABILITY_LIVING', '困难残疾人生活补贴'],
  CJHL: ['DISABILITY_CARE', '重度残疾人护理补贴'],
  GL: ['ELDERLY', '高龄津贴'],
  SD: ['LAND_LOSS_ELDERLY', '失地老年人生活保障金'],
  ZL: ['GRAIN', '种粮补贴'],
  WYM: ['SMOKELESS_COAL', '无烟煤补贴'],
  XSZZ: ['STUDENT_AID', '学生资助'],
  ZLBT: ['RENT_SUBSIDY', '公租房租赁补贴'],
  QT: ['OTHER_BENEFIT', '其他补贴'],
};

export const feeItem: Codes = {
  FS01: ['WASTE_DISPOSAL', '建筑垃圾处置费'],
  FS02: ['FINES', '罚没收入'],
  FS03: ['ROAD_OCCUPATION', '城市道路占用费'],
  FS04: ['STATE_ASSET_RENT', '国有资产出租收入'],
  FS05: ['PUBLIC_RENTAL_RENT', '公共租赁住房租金'],
  FS06: ['SCHOOL_FEES', '学杂费'],
  FS07: ['INSPECTION_FEES', '检验检测费'],
  FS08: ['DEPOSITS', '保证金暂存'],
  FS99: ['OTHER_FEES', '其他非税收入'],
};

export const procurementMethod: Codes = {
  GK: ['OPEN_TENDER', '公开招标'],
  YQ: ['INVITED_TENDER', '邀请招标'],
  TP: ['NEGOTIATION', '竞争性谈判'],
  CS: ['CONSULTATION', '竞争性磋商'],
  XJ: ['INQUIRY', '询价'],
  DY: ['SINGLE_SOURCE', '单一来源'],
  KJ: ['FRAMEWORK', '框架协议'],
  ZX: ['OWN_PURCHASE', '自行采购'],
};

export const villageItem: Codes = {
  SR01: ['LAND_FEE_INCOME', '发包及上交收入'],
  SR02: ['RENT_INCOME', '租赁收入'],
  SR03: ['SUBSIDY_INCOME', '补助收入'],
  SR04: ['BORROWING', '借款收入'],
  SR09: ['OTHER_INCOME', '其他收入'],
  ZC01: ['LABOUR', '劳务用工支出'],
  ZC02: ['WORKS', '工程建设支出'],
  ZC03: ['ADMINISTRATION', '管理费用'],
  ZC04: ['WELFARE', '福利发放'],
  ZC05: ['SUBSIDY_PAYOUT', '代发涉农补助'],
  ZC06: ['DEBT_SERVICE', '债务还本付息'],
  ZC09: ['OTHER_EXPENDITURE', '其他支出'],
};

export const township: Codes = {
  '190102001': ['CHUNHE', '春和街道'],
  '190102002': ['LIUWAN', '柳湾街道'],
  '190102003': ['SHIQIAO', '石桥街道'],
  '190102004': ['WANGHE', '望河街道'],
  '190102005': ['YUYIN', '榆荫街道'],
  '190102006': ['YUNTAI', '云台街道'],
  '190102101': ['QINGHE', '青禾镇'],
  '190102102': ['BAIYANG', '白杨镇'],
  '190102103': ['NANTANG', '南塘镇'],
  '190102104': ['LUHUA', '芦花镇'],
};

export const agency: Codes = {
  MZ: ['CIVIL_AFFAIRS', '民政局'],
  SJ: ['MARKET_REGULATION', '市场监督管理局'],
  SW: ['TAXATION', '税务局'],
  YB: ['MEDICAL_INSURANCE', '医疗保障局'],
  GA: ['PUBLIC_SECURITY', '公安分局'],
  RS: ['HUMAN_RESOURCES', '人力资源和社会保障局'],
  SF: ['JUSTICE', '司法局'],
  CZ: ['FINANCE', '财政局'],
  NY: ['AGRICULTURE', '农业农村委员会'],
  ZR: ['NATURAL_RESOURCES', '规划和自然资源局'],
  ZJ: ['HOUSING', '住房和建设委员会'],
  CL: ['DISABLED_PERSONS_FEDERATION', '残疾人联合会'],
  JY: ['EDUCATION', '教育局'],
  WJ: ['HEALTH', '卫生健康委员会'],
  CG: ['URBAN_MANAGEMENT', '城市管理委员会'],
  ZZ: ['ORGANIZATION', '组织部'],
  JW: ['DISCIPLINE_INSPECTION', '纪委监委'],
  GG: ['PUBLIC_RESOURCES_TRADING', '公共资源交易中心'],
  JJ: ['TRAFFIC_POLICE', '公安交通管理支队'],
  YJ: ['EMERGENCY', '应急管理局'],
  HB: ['ECOLOGY', '生态环境局'],
  XF: ['FIRE_RESCUE', '消防救援大队'],
  JD001: ['TOWNSHIP_CHUNHE', '春和街道'],
  JD002: ['TOWNSHIP_LIUWAN', '柳湾街道'],
  JD003: ['TOWNSHIP_SHIQIAO', '石桥街道'],
  JD004: ['TOWNSHIP_WANGHE', '望河街道'],
  JD005: ['TOWNSHIP_YUYIN', '榆荫街道'],
  JD006: ['TOWNSHIP_YUNTAI', '云台街道'],
  JD101: ['TOWNSHIP_QINGHE', '青禾镇'],
  JD102: ['TOWNSHIP_BAIYANG', '白杨镇'],
  JD103: ['TOWNSHIP_NANTANG', '南塘镇'],
  JD104: ['TOWNSHIP_LUHUA', '芦花镇'],
};

/** Organisation code of every agency by its code. */
export const agencyUscc: Readonly<Record<string, string>> = {
  MZ: '11190102MB0000019U',
  SJ: '11190102MB0000027N',
  SW: '11190102MB0000035H',
  YB: '11190102MB0000043C',
  GA: '11190102MB00000517',
  RS: '11190102MB000006XY',
  SF: '11190102MB0000078Y',
  CZ: '11190102MB0000086R',
  NY: '11190102MB0000094L',
  ZR: '11190102MB0000107A',
  ZJ: '11190102MB00001155',
  CL: '11190102MB00001230',
  JY: '11190102MB0000131T',
  WJ: '11190102MB000014XJ',
  CG: '11190102MB0000158J',
  ZZ: '11190102MB0000166D',
  JW: '11190102MB00001748',
  GG: '11190102MB00001823',
  JJ: '11190102MB0000190X',
  YJ: '11190102MB0000203K',
  HB: '11190102MB0000211E',
  XF: '11190102MB000022X6',
  JD001: '11190102MB0001011A',
  JD002: '11190102MB000102X2',
  JD003: '11190102MB00010382',
  JD004: '11190102MB0001046W',
  JD005: '11190102MB0001054P',
  JD006: '11190102MB0001062J',
  JD101: '11190102MB0001070D',
  JD102: '11190102MB0001089A',
  JD103: '11190102MB00010975',
  JD104: '11190102MB000110XM',
};
