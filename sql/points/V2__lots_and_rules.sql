-- Accounts: the appraisal score has one a year; what a member owes has an account of its own beside the one it is owed in.
ALTER TABLE points_account
  ADD COLUMN score_year SMALLINT NOT NULL DEFAULT 0 COMMENT '考评分账户的年度；兑换分账户与系统账户为 0',
  ADD COLUMN lots_from BIGINT NOT NULL DEFAULT 0 COMMENT '这个序号以后的流水才记批次，以前的合为一批';

UPDATE points_account SET score_year = YEAR(created_at + INTERVAL 8 HOUR) WHERE ledger = 'APPRAISAL' AND kind = 'MEMBER';
UPDATE points_account SET lots_from = sequence WHERE ledger = 'POINTS' AND kind = 'MEMBER';

ALTER TABLE points_account ADD UNIQUE KEY points_account_of (owner_id, kind, ledger, score_year);
ALTER TABLE points_account DROP INDEX points_account_owner;
ALTER TABLE points_account DROP CONSTRAINT points_account_balance;
ALTER TABLE points_account DROP CONSTRAINT points_account_system;
ALTER TABLE points_account
  MODIFY COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：MEMBER 党员账户、DEBT 党员欠分；系统账户 ISSUE 发放、REDEEM 兑换、EXPIRE 过期、ADJUST 调整',
  MODIFY COLUMN balance BIGINT NOT NULL COMMENT '党员账户的余额；欠分账户为所欠的负数；系统账户恒为 0，其余额由流水求和',
  ADD CONSTRAINT points_account_balance CHECK ((kind = 'DEBT' AND balance <= 0) OR (kind <> 'DEBT' AND balance >= 0)),
  ADD CONSTRAINT points_account_system CHECK (kind IN ('MEMBER', 'DEBT') OR (balance = 0 AND sequence = 0)),
  ADD CONSTRAINT points_account_lots CHECK (lots_from BETWEEN 0 AND sequence),
  ADD CONSTRAINT points_account_year CHECK ((ledger = 'APPRAISAL' AND kind IN ('MEMBER', 'DEBT')) = (score_year > 0));

ALTER TABLE points_line DROP CONSTRAINT points_line_running;
ALTER TABLE points_line
  MODIFY COLUMN sequence BIGINT COMMENT '党员账户或欠分账户内的序号，从 1 起无缺；系统账户为空',
  MODIFY COLUMN balance BIGINT COMMENT '党员账户或欠分账户变动后的余额；系统账户为空',
  ADD CONSTRAINT points_line_running CHECK ((sequence IS NULL AND balance IS NULL) OR (sequence >= 1 AND balance IS NOT NULL));

-- A debit may come back in parts, so several may undo one; the account's lock and an invariant keep their sum below it.
ALTER TABLE points_transaction ADD KEY points_transaction_undone (reverses_id, id);
ALTER TABLE points_transaction DROP INDEX points_transaction_reverses;
ALTER TABLE points_transaction DROP CONSTRAINT points_transaction_reversal;
ALTER TABLE points_transaction
  ADD COLUMN rule_id BIGINT COMMENT '所依赋分细则的版本，不是按细则的为空',
  ADD COLUMN counts_on DATE COMMENT '算在哪一天（北京时间），如服务当天；空为入账当天',
  MODIFY COLUMN source_kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '来源种类：claim 任务、redemption 兑换、reversal 冲正、lot-expiry 过期、repayment 还欠分、adjustment 调整等',
  MODIFY COLUMN reverses_id BIGINT COMMENT '撤销或退回的是哪一笔，不是则为空',
  ADD CONSTRAINT points_transaction_reversal CHECK (source_kind <> 'reversal' OR reverses_id IS NOT NULL);

CREATE TABLE points_lot (
  id BIGINT NOT NULL COMMENT '编号',
  account_id BIGINT NOT NULL COMMENT '兑换分账户',
  community_id BIGINT NOT NULL COMMENT '社区',
  transaction_id BIGINT NOT NULL COMMENT '哪笔交易带来的',
  root_id BIGINT NOT NULL COMMENT '最初的批次；退回另立的批次指向它，其余是自己',
  amount BIGINT NOT NULL COMMENT '原有多少分',
  remaining BIGINT NOT NULL COMMENT '还剩多少分',
  expires_at DATETIME(3) NOT NULL COMMENT '到期时间（UTC），即最后一天结束时的北京零点',
  warn_at DATETIME(3) NOT NULL COMMENT '何时提醒快到期（UTC）',
  created_at DATETIME(3) NOT NULL COMMENT '得到时间（UTC）',
  open_until DATETIME(3) GENERATED ALWAYS AS (CASE WHEN remaining > 0 THEN expires_at END) STORED COMMENT '还有剩余时为到期时间，用完为空',
  PRIMARY KEY (id),
  KEY points_lot_open (account_id, open_until, id),
  KEY points_lot_due (open_until, account_id),
  KEY points_lot_root (root_id),
  KEY points_lot_transaction (transaction_id),
  CONSTRAINT points_lot_amount CHECK (amount >= 1),
  CONSTRAINT points_lot_remaining CHECK (remaining BETWEEN 0 AND amount),
  CONSTRAINT points_lot_warning CHECK (warn_at <= expires_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '兑换分批次：先到期的先用，到期未用的逐批过期';

CREATE TABLE points_lot_move (
  id BIGINT NOT NULL COMMENT '编号',
  lot_id BIGINT NOT NULL COMMENT '批次',
  transaction_id BIGINT NOT NULL COMMENT '哪笔交易',
  amount BIGINT NOT NULL COMMENT '进出多少分，正为进、负为出',
  undoes_id BIGINT COMMENT '退回的是哪一次取出，不是退回则为空',
  PRIMARY KEY (id),
  KEY points_lot_move_lot (lot_id, id),
  KEY points_lot_move_transaction (transaction_id, id),
  KEY points_lot_move_undone (undoes_id),
  CONSTRAINT points_lot_move_amount CHECK (amount <> 0),
  CONSTRAINT points_lot_move_back CHECK (undoes_id IS NULL OR amount > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '批次的每次进出：每笔兑换分流水用了哪几批，只增不改';

-- What members had before there were lots is one lot, good until the end of next year.
INSERT INTO points_lot (id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at, warn_at, created_at)
SELECT a.id, a.id, t.community_id, t.id, a.id, a.balance, a.balance,
  CONCAT(YEAR(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + 1, '-12-31 16:00:00.000'),
  CONCAT(YEAR(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + 1, '-12-01 16:00:00.000'), t.happened_at
FROM points_account a
JOIN points_line l ON l.account_id = a.id AND l.sequence = a.sequence
JOIN points_transaction t ON t.id = l.transaction_id
WHERE a.ledger = 'POINTS' AND a.kind = 'MEMBER' AND a.balance > 0;

INSERT INTO points_lot_move (id, lot_id, transaction_id, amount)
SELECT id, id, transaction_id, amount FROM points_lot;

CREATE TABLE points_lot_warning (
  account_id BIGINT NOT NULL COMMENT '兑换分账户',
  expires_at DATETIME(3) NOT NULL COMMENT '提醒的是哪个到期时间（UTC）',
  amount BIGINT NOT NULL COMMENT '提醒时共有多少分快到期',
  warned_at DATETIME(3) NOT NULL COMMENT '提醒时间（UTC）',
  PRIMARY KEY (account_id, expires_at),
  CONSTRAINT points_lot_warning_amount CHECK (amount >= 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '快到期的提醒，每个到期时间提醒一次';

CREATE TABLE points_rule_book (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '哪个组织的细则，用于该组织及其下级；0 为系统自带',
  version INT NOT NULL COMMENT '该组织的第几版',
  title VARCHAR(60) NOT NULL COMMENT '名称',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、SUBMITTED 待审、APPROVED 已通过、REJECTED 未通过、WITHDRAWN 已撤回',
  effective_from DATE NOT NULL COMMENT '从哪天的服务起适用（北京时间）',
  effective_to DATE COMMENT '适用到哪天为止，空为一直到有新的',
  rounding VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '不足 1 分怎么办：DOWN 舍去、HALF_UP 四舍五入',
  night_from INT NOT NULL COMMENT '夜间从几点起，一天中的第几分钟',
  night_to INT NOT NULL COMMENT '夜间到几点止，一天中的第几分钟',
  night_percent INT NOT NULL COMMENT '夜间按百分之几计，100 为不加',
  emergency_percent INT NOT NULL COMMENT '应急按百分之几计，100 为不加',
  expiry_years INT NOT NULL COMMENT '兑换分有效到得到之后第几个年度末',
  warning_days INT NOT NULL COMMENT '到期前几天提醒',
  return_days INT NOT NULL COMMENT '退回的分至少还能用几天',
  publicity_days INT NOT NULL COMMENT '入账前公示几天，0 为不公示',
  objection_days INT NOT NULL COMMENT '入账后几天内可以提出异议',
  adjust_cap BIGINT NOT NULL COMMENT '每个社区每月手工调整合计不超过多少分',
  note VARCHAR(500) NOT NULL COMMENT '说明，没有则为空字符串',
  proposed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  proposed_at DATETIME(3) NOT NULL COMMENT '拟定时间（UTC）',
  submitted_at DATETIME(3) COMMENT '提交审核时间（UTC）',
  decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁审的，不能是拟的人',
  decided_at DATETIME(3) COMMENT '审核时间（UTC）',
  decision VARCHAR(200) NOT NULL COMMENT '审核意见，没有则为空字符串',
  PRIMARY KEY (id),
  UNIQUE KEY points_rule_book_version (cell_id, version),
  KEY points_rule_book_force (cell_id, status, effective_from),
  CONSTRAINT points_rule_book_status CHECK (status IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  CONSTRAINT points_rule_book_two CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT points_rule_book_decided CHECK ((status IN ('APPROVED', 'REJECTED')) = (decided_by IS NOT NULL)),
  CONSTRAINT points_rule_book_term CHECK (effective_to IS NULL OR effective_to >= effective_from),
  CONSTRAINT points_rule_book_rounding CHECK (rounding IN ('DOWN', 'HALF_UP')),
  CONSTRAINT points_rule_book_night CHECK (night_from BETWEEN 0 AND 1439 AND night_to BETWEEN 0 AND 1439),
  CONSTRAINT points_rule_book_factors CHECK (night_percent BETWEEN 100 AND 500 AND emergency_percent BETWEEN 100 AND 500),
  CONSTRAINT points_rule_book_days CHECK (expiry_years BETWEEN 0 AND 9 AND warning_days BETWEEN 0 AND 365
    AND return_days BETWEEN 1 AND 365 AND publicity_days BETWEEN 0 AND 60 AND objection_days BETWEEN 0 AND 60),
  CONSTRAINT points_rule_book_adjust CHECK (adjust_cap BETWEEN 0 AND 1000000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '赋分细则的每一版：一人拟定，另一人审核后才适用，适用后不再改';

CREATE TABLE points_rule_rate (
  book_id BIGINT NOT NULL COMMENT '细则',
  work_kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '服务种类，* 为其余各类',
  method VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '计分方式：HOURLY 按小时、FIXED 按次',
  hundredths INT NOT NULL COMMENT '每小时或每次多少分，以百分之一分计',
  PRIMARY KEY (book_id, work_kind),
  CONSTRAINT points_rule_rate_method CHECK (method IN ('HOURLY', 'FIXED')),
  CONSTRAINT points_rule_rate_hundredths CHECK (hundredths BETWEEN 0 AND 100000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '细则里每类服务的分值';

CREATE TABLE points_rule_grade (
  book_id BIGINT NOT NULL COMMENT '细则',
  grade VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '佐证等级：A、B、C、D',
  percent INT NOT NULL COMMENT '按百分之几计',
  PRIMARY KEY (book_id, grade),
  CONSTRAINT points_rule_grade_percent CHECK (percent BETWEEN 0 AND 200)
) DEFAULT CHARSET = utf8mb4 COMMENT = '细则里每个佐证等级的系数';

CREATE TABLE points_rule_cap (
  book_id BIGINT NOT NULL COMMENT '细则',
  scope VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '限什么：ALL 全部、KIND 某类服务、GRADE 某个佐证等级',
  subject VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '哪类或哪级，ALL 为空字符串',
  period VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '在多长时间内：ENTRY 每次、DAY 每日、MONTH 每月、YEAR 每年',
  points BIGINT NOT NULL COMMENT '至多多少分',
  PRIMARY KEY (book_id, scope, subject, period),
  CONSTRAINT points_rule_cap_scope CHECK (scope IN ('ALL', 'KIND', 'GRADE') AND (scope = 'ALL') = (subject = '')),
  CONSTRAINT points_rule_cap_period CHECK (period IN ('ENTRY', 'DAY', 'MONTH', 'YEAR')),
  CONSTRAINT points_rule_cap_points CHECK (points BETWEEN 0 AND 1000000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '细则里的上限';

-- The book that holds where nobody has written one.
INSERT INTO points_rule_book (id, cell_id, version, title, status, effective_from, rounding, night_from, night_to,
  night_percent, emergency_percent, expiry_years, warning_days, return_days, publicity_days, objection_days, adjust_cap,
  note, proposed_by, proposed_at, submitted_at, decided_by, decided_at, decision)
VALUES (1, 0, 1, '系统自带细则', 'APPROVED', '2000-01-01', 'DOWN', 1320, 360, 100, 100, 1, 30, 30, 0, 15, 200,
  '没有另行制定细则时适用。', 'system:estation', '2000-01-01', '2000-01-01', 'system:setup', '2000-01-01', '');
INSERT INTO points_rule_rate (book_id, work_kind, method, hundredths) VALUES (1, '*', 'HOURLY', 100);
INSERT INTO points_rule_grade (book_id, grade, percent) VALUES (1, 'A', 100), (1, 'B', 100), (1, 'C', 80), (1, 'D', 50);
INSERT INTO points_rule_cap (book_id, scope, subject, period, points) VALUES (1, 'GRADE', 'D', 'MONTH', 10);

CREATE TABLE points_score (
  id BIGINT NOT NULL COMMENT '编号',
  source_kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '来源种类：claim 任务认领等',
  source_id BIGINT NOT NULL COMMENT '来源编号',
  resident_id BIGINT NOT NULL COMMENT '谁（居民编号）',
  community_id BIGINT NOT NULL COMMENT '社区',
  title VARCHAR(60) NOT NULL COMMENT '做了什么',
  work_kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '服务种类',
  grade VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '佐证等级：A、B、C、D',
  minutes INT NOT NULL COMMENT '服务分钟数',
  started_at DATETIME(3) NOT NULL COMMENT '服务开始时间（UTC）',
  worked_on DATE NOT NULL COMMENT '服务当天（北京时间），上限按它算',
  emergency BOOLEAN NOT NULL COMMENT '是否应急',
  own_method VARCHAR(24) COLLATE utf8mb4_bin COMMENT '任务自带的计分方式，按细则的为空',
  own_hundredths INT COMMENT '任务自带的分值（百分之一分），按细则的为空',
  rule_id BIGINT NOT NULL COMMENT '所依细则',
  full_points BIGINT NOT NULL COMMENT '不计上限应得多少分',
  points BIGINT NOT NULL COMMENT '实得多少分',
  rule VARCHAR(100) NOT NULL COMMENT '所依分值，如 1 分/小时',
  explanation VARCHAR(300) NOT NULL COMMENT '一句话说清怎么算的',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PENDING 公示中、POSTED 已入账、REVOKED 已撤销',
  publish_until DATETIME(3) COMMENT '公示到何时（UTC），不公示为空',
  scored_at DATETIME(3) NOT NULL COMMENT '计分时间（UTC）',
  settled_at DATETIME(3) COMMENT '入账或撤销的时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY points_score_source (source_kind, source_id),
  KEY points_score_caps (resident_id, worked_on, status),
  KEY points_score_community (community_id, status, id),
  KEY points_score_due (status, publish_until),
  KEY points_score_preview (community_id, worked_on, id),
  CONSTRAINT points_score_points CHECK (points BETWEEN 0 AND full_points AND full_points <= 1000000),
  CONSTRAINT points_score_minutes CHECK (minutes BETWEEN 0 AND 100000),
  CONSTRAINT points_score_status CHECK (status IN ('PENDING', 'POSTED', 'REVOKED')),
  CONSTRAINT points_score_public CHECK (status <> 'PENDING' OR publish_until IS NOT NULL),
  CONSTRAINT points_score_own CHECK ((own_method IS NULL) = (own_hundredths IS NULL) AND (own_hundredths IS NULL OR own_hundredths BETWEEN 0 AND 100000))
) DEFAULT CHARSET = utf8mb4 COMMENT = '每项服务的得分：按哪版细则、怎么算、公示还是已入账';

GRANT SELECT, INSERT, UPDATE ON points_lot TO ${service};
GRANT SELECT, INSERT ON points_lot_move TO ${service};
GRANT SELECT, INSERT ON points_lot_warning TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_rule_book TO ${service};
GRANT SELECT, INSERT, DELETE ON points_rule_rate TO ${service};
GRANT SELECT, INSERT, DELETE ON points_rule_grade TO ${service};
GRANT SELECT, INSERT, DELETE ON points_rule_cap TO ${service};
GRANT SELECT, INSERT, UPDATE ON points_score TO ${service};
