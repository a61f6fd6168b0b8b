import { columns, type TableSpec } from './table-spec.js';

/** What comparisons find, who decided what about it, and what was run to find it. */
export const ALERT_TABLES: readonly TableSpec[] = [
  {
    name: 'alert',
    columns: columns(
      ['id', 'id'],
      ['fingerprint', 'digest'],
      ['module', 'label'],
      ['version', 'id'], // comparison_version that found these facts
      ['severity', 'label'],
      ['status', 'label'],
      ['division', 'label', 'null'], // township, 9 digits
      ['period', 'label'],
      ['judged_date', 'date'],
      ['amount', 'scaled'],
      ['evidence_hash', 'hash'], // of the facts: equal means nothing new
      ['facts', 'sealed'],
      ['parameters', 'text'],
      ['assignee', 'string', 'null'],
      ['batch', 'id'], // the change feed
      ['first_seen_run', 'id'],
      ['last_changed_run', 'id'],
      ['first_seen_at', 'instant'],
      ['last_changed_at', 'instant'],
    ),
    primary: ['id'],
    unique: [['fingerprint']],
    indexes: [['module', 'status'], ['status', 'severity'], ['division'], ['judged_date'], ['batch']],
  },
  {
    name: 'alert_subject',
    columns: columns(
      ['parent_id', 'id'],
      ['ordinal', 'integer'],
      ['kind', 'label'],
      ['subject', 'string'], // typed key; persons and organizations by surrogate
      ['person_id', 'id', 'null'],
      ['organization_id', 'id', 'null'],
    ),
    primary: ['parent_id', 'ordinal'],
    indexes: [['person_id'], ['organization_id'], ['subject']],
  },
  {
    // Departments that act on the alert.
    name: 'alert_department',
    columns: columns(['parent_id', 'id'], ['ordinal', 'integer'], ['value', 'label']),
    primary: ['parent_id', 'ordinal'],
    indexes: [['value']],
  },
  {
    // Source rows as they were when the alert was raised or changed; `until_run` ends what a change replaced.
    name: 'alert_evidence',
    columns: columns(
      ['alert', 'id'],
      ['from_run', 'id'],
      ['ordinal', 'integer'],
      ['until_run', 'id', 'null'],
      ['category', 'label'],
      ['row_id', 'id'],
      ['version', 'integer', 'null'],
      ['delivery', 'id', 'null'],
      ['position', 'ascii', 'null'],
      ['as_of', 'date'],
      ['content', 'sealed', 'null'],
    ),
    primary: ['alert', 'from_run', 'ordinal'],
  },
  {
    name: 'alert_event',
    columns: columns(
      ['id', 'serial'],
      ['alert', 'id'],
      ['run', 'id', 'null'],
      ['version', 'id'],
      ['at', 'instant'],
      ['actor', 'string'],
      ['from_status', 'label', 'null'],
      ['to_status', 'label'],
      ['reason', 'sealed', 'null'],
      ['difference', 'sealed', 'null'],
    ),
    primary: ['id'],
    indexes: [['alert'], ['version', 'to_status']],
  },
  {
    // What a shadow version would have raised: nothing that anybody has to act on.
    name: 'shadow_alert',
    columns: columns(
      ['version', 'id'],
      ['fingerprint', 'digest'],
      ['evidence_hash', 'hash'],
      ['severity', 'label'],
      ['period', 'label'],
      ['judged_date', 'date'],
      ['amount', 'scaled'],
      ['run', 'id'],
    ),
    primary: ['version', 'fingerprint'],
  },
  {
    name: 'comparison_run',
    columns: columns(
      ['id', 'serial'],
      ['module', 'label'],
      ['version', 'id'],
      ['as_of', 'date'],
      ['status', 'label'],
      ['cause', 'label'],
      ['started_at', 'instant'],
      ['milliseconds', 'integer'],
      ['sequence', 'integer'], // of the feed, up to which the replica had followed
      ['findings', 'integer'],
      ['raised', 'integer'],
      ['changed', 'integer'],
      ['reopened', 'integer'],
      ['resolved', 'integer'],
      ['suppressed', 'integer'],
      ['reasons', 'text', 'null'],
      ['inputs', 'text'],
    ),
    primary: ['id'],
    indexes: [
      ['module', 'id'],
      ['version', 'id'],
    ],
  },
  {
    name: 'comparison_version',
    columns: columns(
      ['id', 'serial'],
      ['module', 'label'],
      ['number', 'integer'],
      ['print', 'ascii'], // of definition, statements and parameters
      ['status', 'label'],
      ['content', 'text'],
      ['parameters', 'text'],
      ['created_at', 'instant'],
      ['created_by', 'string'],
      ['activated_at', 'instant', 'null'],
      ['activated_by', 'string', 'null'],
      ['retired_at', 'instant', 'null'],
    ),
    primary: ['id'],
    unique: [
      ['module', 'print'],
      ['module', 'number'],
    ],
    indexes: [['status']],
  },
  {
    name: 'suppression',
    columns: columns(
      ['id', 'serial'],
      ['module', 'label', 'null'],
      ['subject', 'string', 'null'],
      ['reason', 'sealed'],
      ['expires', 'date'],
      ['created_at', 'instant'],
      ['created_by', 'string'],
    ),
    primary: ['id'],
    indexes: [['expires']],
  },
  {
    name: 'backtest',
    columns: columns(
      ['id', 'serial'],
      ['module', 'label'],
      ['version', 'id', 'null'], // the version on trial; null while it is none yet
      ['print', 'ascii'],
      ['parameters', 'text'],
      ['from_day', 'date'],
      ['to_day', 'date'],
      ['as_of', 'date'],
      ['at', 'instant'],
      ['actor', 'string'],
      ['milliseconds', 'integer'],
      ['result', 'text'],
    ),
    primary: ['id'],
    indexes: [['module', 'print']],
  },
  {
    name: 'comparison_lease',
    columns: columns(['id', 'id'], ['holder', 'label', 'null'], ['until', 'integer'], ['fence', 'integer']),
    primary: ['id'],
  },
];
