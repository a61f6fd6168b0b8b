import {
  attribute,
  category,
  CategoryRecord,
  describe as describeCategory,
  party,
} from '../../src/catalog/category.js';
import { registryShape, shapeOf } from '../../src/graph/shape.js';

class Witness {
  @attribute.string({ zh: '称谓', sensitivity: 'internal' })
  title!: string;

  @party({
    zh: '证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'title', person: [], organization: [] },
  })
  witnessId!: string | null;
}

@category({
  id: 'test-report',
  no: '99',
  department: 'test',
  zh: '测试',
  en: 'Test report',
  row: 'one report',
  key: ['reportNo'],
})
class TestReport extends CategoryRecord {
  @attribute.docNo({ zh: '编号', sensitivity: 'public' })
  reportNo!: string;

  @attribute.list({ zh: '证人', sensitivity: 'sensitive', of: Witness })
  witnesses!: Witness[];
}

test('an element of a list is at least as sensitive as the list, and links by its own columns', () => {
  const shape = shapeOf(describeCategory(TestReport));
  const elements = shape.lists.get('witnesses');
  expect([...shape.members.keys()]).toEqual(['reportNo']);
  expect(elements).toMatchObject({ type: 'TestReportWitness', table: 'test_report_witnesses' });
  expect(elements?.members.get('title')?.sensitivity).toBe('sensitive');
  expect(elements?.links.get('witness')).toMatchObject({
    person: 'witness_person_id',
    organization: 'witness_organization_id',
  });
});

test('a registry is the shape of its identifier alone', () => {
  expect([...registryShape('organization').members.keys()]).toEqual(['uscc']);
});
