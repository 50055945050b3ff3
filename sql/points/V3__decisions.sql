CREATE TABLE points_holder (
  resident_id BIGINT NOT NULL COMMENT '居民编号',
  PRIMARY KEY (resident_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '记账时所持的锁：一名党员的流水逐笔记，先来后到';

INSERT INTO points_holder (resident_id) SELECT DISTINCT owner_id FROM points_account WHERE kind = 'MEMBER';

-- Work that was credited before scores were kept.
INSERT INTO points_score (id, source_kind, source_id, resident_id, community_id, title, work_kind, grade, minutes,
  started_at, worked_on, emergency, rule_id, full_points, points, rule, explanation, status, scored_at, settled_at)
SELECT t.id, t.source_kind, t.source_id, a.owner_id, t.community_id, LEFT(t.explanation, 60), 'OTHER', 'B', 0,
  t.happened_at, DATE(t.happened_at + INTERVAL 8 HOUR), FALSE, 1, l.amount, l.amount, t.rule, t.explanation,
  CASE WHEN r.id IS NULL THEN 'POSTED' ELSE 'REVOKED' END, t.happened_at, t.happened_at
FROM points_transaction t
JOIN points_line l ON l.transaction_id = t.id
JOIN points_account a ON a.id = l.account_id AND a.kind = 'MEMBER'
LEFT JOIN points_transaction r ON r.reverses_id = t.id
WHERE t.source_kind = 'claim' AND t.ledger = 'POINTS'
  AND NOT EXISTS (SELECT 1 FROM points_score s WHERE s.source_kind = 'claim' AND s.source_id = t.source_id);

CREATE TABLE points_community (
  community_id BIGINT NOT NULL COMMENT '社区',
  PRIMARY KEY (community_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '审批手工调整时所持的锁：一个社区的调整逐笔审批，月度上限才数得准';

CREATE TABLE points_adjustment (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  resident_id BIGINT NOT NULL COMMENT '调整谁的（居民编号）',
  ledger VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  amount BIGINT NOT NULL COMMENT '调整多少分，正为加、负为减',
  reason VARCHAR(200) NOT NULL COMMENT '原因',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PROPOSED 待审批、APPROVED 已通过、REJECTED 未通过、WITHDRAWN 已撤回',
  proposed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁提出',
  proposed_at DATETIME(3) NOT NULL COMMENT '提出时间（UTC）',
  decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁审批，不能是提出的人',
  decided_at DATETIME(3) COMMENT '审批或撤回时间（UTC）',
  decision VARCHAR(200) NOT NULL COMMENT '审批意见，没有则为空字符串',
  decided_month CHAR(7) COLLATE utf8mb4_bin COMMENT '通过的月份（北京时间），如 2026-11',
  month_used BIGINT COMMENT '通过时本社区当月此前已调整多少分',
  month_cap BIGINT COMMENT '通过时适用的月度上限',
  PRIMARY KEY (id),
  KEY points_adjustment_community (community_id, status, id),
  KEY points_adjustment_month (community_id, decided_month),
  KEY points_adjustment_resident (resident_id, id),
  CONSTRAINT points_adjustment_amount CHECK (amount <> 0 AND amount BETWEEN -1000000 AND 1000000),
  CONSTRAINT points_adjustment_status CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  CONSTRAINT points_adjustment_two CHECK (status = 'WITHDRAWN' OR decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT points_adjustment_decided CHECK ((status = 'PROPOSED') = (decided_by IS NULL)),
  CONSTRAINT points_adjustment_month CHECK ((status = 'APPROVED') = (decided_month IS NOT NULL)
    AND (status <> 'APPROVED' OR (month_used >= 0 AND month_used + ABS(amount) <= month_cap)))
) DEFAULT CHARSET = utf8mb4 COMMENT = '手工调整：一人提出，另一人审批，每月有上限';

CREATE TABLE points_preference (
  resident_id BIGINT NOT NULL COMMENT '居民',
  show_name BOOLEAN NOT NULL COMMENT '公示和排名时是否显示姓名（脱敏）',
  changed_at DATETIME(3) NOT NULL COMMENT '最近修改时间（UTC）',
  PRIMARY KEY (resident_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '党员自己的选择：公示和排名时是否显示姓名，没有选择就不显示';

CREATE TABLE points_objection (
  id BIGINT NOT NULL COMMENT '编号',
  score_id BIGINT NOT NULL COMMENT '对哪项得分',
  community_id BIGINT NOT NULL COMMENT '社区',
  resident_id BIGINT NOT NULL COMMENT '谁提出（居民编号）',
  text VARCHAR(500) NOT NULL COMMENT '异议内容',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 待答复、UPHELD 成立、DISMISSED 不成立',
  raised_at DATETIME(3) NOT NULL COMMENT '提出时间（UTC）',
  answer VARCHAR(500) NOT NULL COMMENT '答复，没有则为空字符串',
  answered_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁答复',
  answered_at DATETIME(3) COMMENT '答复时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY points_objection_once (score_id, resident_id),
  KEY points_objection_community (community_id, status, id),
  KEY points_objection_resident (resident_id, id),
  CONSTRAINT points_objection_status CHECK (status IN ('OPEN', 'UPHELD', 'DISMISSED')),
  CONSTRAINT points_objection_answered CHECK ((status = 'OPEN') = (answered_by IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '对公示或已入账得分的异议及答复，每人对一项得分一次';

CREATE TABLE points_ranking_switch (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '哪个组织，用于该组织及其下级',
  turned_on BOOLEAN NOT NULL COMMENT '开启还是关闭',
  reason VARCHAR(200) NOT NULL COMMENT '原因',
  switched_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  switched_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY points_ranking_switch_cell (cell_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '排名开关的每次变动，只增不改；从未开启即为关闭';

CREATE TABLE points_statement (
  id BIGINT NOT NULL COMMENT '编号',
  code CHAR(13) COLLATE utf8mb4_bin NOT NULL COMMENT '核验码，64 位随机数',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：MEMBER 个人、UNIT 单位',
  score_year SMALLINT NOT NULL COMMENT '年度',
  community_id BIGINT NOT NULL COMMENT '出具的社区',
  resident_id BIGINT COMMENT '个人证明的居民编号，单位证明为空',
  holder VARCHAR(1024) COLLATE utf8mb4_bin COMMENT '持有人（加密）：脱敏的姓名或单位名称，注销后为空',
  content TEXT NOT NULL COMMENT '证明上的数字（JSON），出具后不变',
  issued_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁出具',
  issued_at DATETIME(3) NOT NULL COMMENT '出具时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY points_statement_code (code),
  KEY points_statement_community (community_id, id),
  KEY points_statement_resident (resident_id, id),
  CONSTRAINT points_statement_kind CHECK (kind IN ('MEMBER', 'UNIT') AND (kind = 'MEMBER') = (resident_id IS NOT NULL)),
  CONSTRAINT points_statement_year CHECK (score_year BETWEEN 2000 AND 9999)
) DEFAULT CHARSET = utf8mb4 COMMENT = '年度考评证明：打印后凭核验码可查，页面只显示纸上有的';

GRANT SELECT, INSERT, UPDATE ON points_holder TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_community TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_adjustment TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON points_preference TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_objection TO ${service};
GRANT SELECT, INSERT ON points_ranking_switch TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_statement TO ${service};
