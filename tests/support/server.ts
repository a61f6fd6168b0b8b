function serverUrl(variable: string): string | undefined {
  const url = process.env[variable];
  if (url) return url;
  if (process.env['TRIBUTARY_TEST_REQUIRE_SERVERS'] === '1')
    throw new Error(`${variable} is required and unset`);
  return undefined;
}

/** The MariaDB or MySQL to test on, without a database name; undefined: the tests that need it are left out. */
export const mysqlUrl = (): string | undefined => serverUrl('TRIBUTARY_TEST_MYSQL_URL');

/** The Redis to test on; undefined: the tests that need it are left out. */
export const redisUrl = (): string | undefined => serverUrl('TRIBUTARY_TEST_REDIS_URL');
