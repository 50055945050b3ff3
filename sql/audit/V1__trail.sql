CREATE TABLE audit_entry (
  id BIGINT NOT NULL COMMENT '编号',
  happened_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  actor VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  on_behalf_of VARCHAR(64) COLLATE utf8mb4_bin COMMENT '代表谁',
  cell_id BIGINT NOT NULL COMMENT '所属组织，0 为全系统',
  action VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '做了什么',
  subject VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '对什么，如 task:9',
  outcome VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果：DONE、REFUSED',
  detail VARCHAR(500) NOT NULL COMMENT '说明，不含个人信息',
  request_id VARCHAR(32) COLLATE utf8mb4_bin NOT NULL COMMENT '请求编号',
  PRIMARY KEY (id),
  KEY audit_entry_subject (subject, id),
  KEY audit_entry_actor (actor, id),
  KEY audit_entry_cell (cell_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '操作日志：谁做了什么、谁看了什么，只增不改';

CREATE TABLE audit_seal (
  trail VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '哪一本：audit 操作日志、points 积分流水',
  sequence BIGINT NOT NULL COMMENT '链上序号，从 1 起无缺',
  entry_id BIGINT NOT NULL COMMENT '被封存的行',
  digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT 'SM3(上一摘要 + 本行内容)',
  sealed_at DATETIME(3) NOT NULL COMMENT '封存时间（UTC）',
  PRIMARY KEY (trail, sequence),
  UNIQUE KEY audit_seal_entry (trail, entry_id),
  CONSTRAINT audit_seal_sequence CHECK (sequence > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '操作日志与积分流水的封存链，改动任何一行都会对不上';

CREATE TABLE audit_sealer (
  trail VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '哪一本',
  PRIMARY KEY (trail)
) DEFAULT CHARSET = utf8mb4 COMMENT = '封存时所持的锁，同一时刻只有一个节点封存';

INSERT INTO audit_sealer (trail) VALUES ('audit'), ('points');

GRANT SELECT, INSERT ON audit_entry TO ${service};
GRANT SELECT, INSERT ON audit_seal TO ${service};
-- The right to update is what FOR UPDATE needs; the row has nothing to change but its name.
GRANT SELECT, UPDATE ON audit_sealer TO ${service};

CREATE TABLE audit_proof_run (
  id BIGINT NOT NULL COMMENT '编号',
  started_at DATETIME(3) NOT NULL COMMENT '开始时间（UTC）',
  finished_at DATETIME(3) NOT NULL COMMENT '结束时间（UTC）',
  checked INT NOT NULL COMMENT '查了几条',
  violations INT NOT NULL COMMENT '几条不成立',
  report TEXT NOT NULL COMMENT '哪里不成立，空为全部成立',
  PRIMARY KEY (id),
  CONSTRAINT audit_proof_run_counts CHECK (checked >= 0 AND violations BETWEEN 0 AND checked)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每次核对的结果';

GRANT SELECT, INSERT ON audit_proof_run TO ${service};
