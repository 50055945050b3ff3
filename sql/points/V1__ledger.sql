CREATE TABLE points_account (
  id BIGINT NOT NULL COMMENT '编号',
  ledger VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：MEMBER 党员账户；系统账户 ISSUE 发放、REDEEM 兑换、EXPIRE 过期、ADJUST 调整',
  owner_id BIGINT NOT NULL COMMENT '党员账户为居民编号，系统账户为社区编号',
  balance BIGINT NOT NULL COMMENT '党员账户的余额；系统账户恒为 0，其余额由流水求和',
  sequence BIGINT NOT NULL COMMENT '党员账户最后一行流水的序号；系统账户恒为 0',
  created_at DATETIME(3) NOT NULL COMMENT '开户时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY points_account_owner (owner_id, kind, ledger),
  CONSTRAINT points_account_balance CHECK (balance >= 0),
  CONSTRAINT points_account_sequence CHECK (sequence >= 0),
  CONSTRAINT points_account_system CHECK (kind = 'MEMBER' OR (balance = 0 AND sequence = 0))
) DEFAULT CHARSET = utf8mb4 COMMENT = '积分账户：每名党员两本账各一个，每个社区有系统账户';

CREATE TABLE points_transaction (
  id BIGINT NOT NULL COMMENT '编号',
  ledger VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  community_id BIGINT NOT NULL COMMENT '社区',
  source_kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '来源种类：claim 任务、redemption 兑换、reversal 冲正',
  source_id BIGINT NOT NULL COMMENT '来源编号',
  reverses_id BIGINT COMMENT '冲正的是哪一笔，不是冲正则为空',
  rule VARCHAR(100) NOT NULL COMMENT '所依规则，如 1 分/小时',
  explanation VARCHAR(300) NOT NULL COMMENT '一句话说清这笔分怎么来的',
  evidence VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '凭据，没有则为空字符串',
  happened_at DATETIME(3) NOT NULL COMMENT '入账时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY points_transaction_source (ledger, source_kind, source_id),
  UNIQUE KEY points_transaction_reverses (reverses_id),
  KEY points_transaction_community (community_id, id),
  CONSTRAINT points_transaction_reversal CHECK ((source_kind = 'reversal') = (reverses_id IS NOT NULL)),
  CONSTRAINT points_transaction_reversed FOREIGN KEY (reverses_id) REFERENCES points_transaction (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '积分交易：一个来源在一本账里只有一笔，只增不改';

CREATE TABLE points_line (
  id BIGINT NOT NULL COMMENT '编号',
  transaction_id BIGINT NOT NULL COMMENT '交易',
  account_id BIGINT NOT NULL COMMENT '账户',
  amount BIGINT NOT NULL COMMENT '变动，正为入、负为出；一笔交易各行之和为 0',
  sequence BIGINT COMMENT '党员账户内的序号，从 1 起无缺；系统账户为空',
  balance BIGINT COMMENT '党员账户变动后的余额；系统账户为空',
  PRIMARY KEY (id),
  UNIQUE KEY points_line_sequence (account_id, sequence),
  KEY points_line_transaction (transaction_id),
  KEY points_line_account (account_id, id),
  CONSTRAINT points_line_amount CHECK (amount <> 0 AND amount BETWEEN -1000000 AND 1000000),
  CONSTRAINT points_line_running CHECK ((sequence IS NULL AND balance IS NULL) OR (sequence >= 1 AND balance >= 0)),
  CONSTRAINT points_line_of_transaction FOREIGN KEY (transaction_id) REFERENCES points_transaction (id),
  CONSTRAINT points_line_of_account FOREIGN KEY (account_id) REFERENCES points_account (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '积分流水：复式记账的每一行，只增不改';

GRANT SELECT, INSERT, UPDATE ON points_account TO ${service};
GRANT SELECT, INSERT ON points_transaction TO ${service};
GRANT SELECT, INSERT ON points_line TO ${service};
