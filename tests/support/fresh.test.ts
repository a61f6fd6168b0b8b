import { createConnection } from 'mysql2/promise';
import { freshDatabase, uniqueName } from './fresh.js';
import { mysqlUrl } from './server.js';

test('names are unique', () => {
  expect(new Set(Array.from({ length: 100 }, () => uniqueName())).size).toBe(100);
});

if (mysqlUrl() !== undefined) {
  test('a fresh database is empty and can be dropped', async () => {
    const database = await freshDatabase();
    const connection = await createConnection(database.url);
    const [tables] = await connection.query('SHOW TABLES');
    await connection.end();
    await database.drop();
    expect(tables).toEqual([]);
    await expect(createConnection(database.url)).rejects.toThrow('Unknown database');
  });
}
