CREATE TABLE `points_account` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `ledger` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：MEMBER 党员账户、DEBT 党员欠分；系统账户 ISSUE 发放、REDEEM 兑换、EXPIRE 过期、ADJUST 调整',
  `owner_id` bigint(20) NOT NULL COMMENT '党员账户为居民编号，系统账户为社区编号',
  `balance` bigint(20) NOT NULL COMMENT '党员账户的余额；欠分账户为所欠的负数；系统账户恒为 0，其余额由流水求和',
  `sequence` bigint(20) NOT NULL COMMENT '党员账户最后一行流水的序号；系统账户恒为 0',
  `created_at` datetime(3) NOT NULL COMMENT '开户时间（UTC）',
  `score_year` smallint(6) NOT NULL DEFAULT 0 COMMENT '考评分账户的年度；兑换分账户与系统账户为 0',
  `lots_from` bigint(20) NOT NULL DEFAULT 0 COMMENT '这个序号以后的流水才记批次，以前的合为一批',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_account_of` (`owner_id`,`kind`,`ledger`,`score_year`),
  CONSTRAINT `points_account_sequence` CHECK (`sequence` >= 0),
  CONSTRAINT `points_account_balance` CHECK (`kind` = 'DEBT' and `balance` <= 0 or `kind` <> 'DEBT' and `balance` >= 0),
  CONSTRAINT `points_account_system` CHECK (`kind` in ('MEMBER','DEBT') or `balance` = 0 and `sequence` = 0),
  CONSTRAINT `points_account_lots` CHECK (`lots_from` between 0 and `sequence`),
  CONSTRAINT `points_account_year` CHECK ((`ledger` = 'APPRAISAL' and `kind` in ('MEMBER','DEBT')) = (`score_year` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分账户：每名党员两本账各一个，每个社区有系统账户';

CREATE TABLE `points_adjustment` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `resident_id` bigint(20) NOT NULL COMMENT '调整谁的（居民编号）',
  `ledger` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  `score_year` smallint(6) NOT NULL DEFAULT 0 COMMENT '调整哪个年度的考评分；兑换分为 0',
  `amount` bigint(20) NOT NULL COMMENT '调整多少分，正为加、负为减',
  `reason` varchar(200) NOT NULL COMMENT '原因',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PROPOSED 待审批、APPROVED 已通过、REJECTED 未通过、WITHDRAWN 已撤回',
  `proposed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁提出',
  `proposed_at` datetime(3) NOT NULL COMMENT '提出时间（UTC）',
  `decided_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁审批，不能是提出的人',
  `decided_at` datetime(3) DEFAULT NULL COMMENT '审批或撤回时间（UTC）',
  `decision` varchar(200) NOT NULL COMMENT '审批意见，没有则为空字符串',
  `decided_month` char(7) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '通过的月份（北京时间），如 2026-11',
  `month_used` bigint(20) DEFAULT NULL COMMENT '通过时本社区当月此前已调整多少分',
  `month_cap` bigint(20) DEFAULT NULL COMMENT '通过时适用的月度上限',
  PRIMARY KEY (`id`),
  KEY `points_adjustment_community` (`community_id`,`status`,`id`),
  KEY `points_adjustment_month` (`community_id`,`decided_month`),
  KEY `points_adjustment_resident` (`resident_id`,`id`),
  CONSTRAINT `points_adjustment_amount` CHECK (`amount` <> 0 and `amount` between -1000000 and 1000000),
  CONSTRAINT `points_adjustment_status` CHECK (`status` in ('PROPOSED','APPROVED','REJECTED','WITHDRAWN')),
  CONSTRAINT `points_adjustment_two` CHECK (`status` = 'WITHDRAWN' or `decided_by` is null or `decided_by` <> `proposed_by`),
  CONSTRAINT `points_adjustment_decided` CHECK (`status` = 'PROPOSED' = (`decided_by` is null)),
  CONSTRAINT `points_adjustment_month` CHECK (`status` = 'APPROVED' = (`decided_month` is not null) and (`status` <> 'APPROVED' or `month_used` >= 0 and `month_used` + abs(`amount`) <= `month_cap`)),
  CONSTRAINT `points_adjustment_year` CHECK (`ledger` = 'APPRAISAL' = (`score_year` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='手工调整：一人提出，另一人审批，每月有上限';

CREATE TABLE `points_community` (
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  PRIMARY KEY (`community_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='审批手工调整时所持的锁：一个社区的调整逐笔审批，月度上限才数得准';

CREATE TABLE `points_holder` (
  `resident_id` bigint(20) NOT NULL COMMENT '居民编号',
  PRIMARY KEY (`resident_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='记账时所持的锁：一名党员的流水逐笔记，先来后到';

CREATE TABLE `points_line` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `transaction_id` bigint(20) NOT NULL COMMENT '交易',
  `account_id` bigint(20) NOT NULL COMMENT '账户',
  `amount` bigint(20) NOT NULL COMMENT '变动，正为入、负为出；一笔交易各行之和为 0',
  `sequence` bigint(20) DEFAULT NULL COMMENT '党员账户或欠分账户内的序号，从 1 起无缺；系统账户为空',
  `balance` bigint(20) DEFAULT NULL COMMENT '党员账户或欠分账户变动后的余额；系统账户为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_line_sequence` (`account_id`,`sequence`),
  KEY `points_line_transaction` (`transaction_id`),
  KEY `points_line_account` (`account_id`,`id`),
  CONSTRAINT `points_line_of_account` FOREIGN KEY (`account_id`) REFERENCES `points_account` (`id`),
  CONSTRAINT `points_line_of_transaction` FOREIGN KEY (`transaction_id`) REFERENCES `points_transaction` (`id`),
  CONSTRAINT `points_line_amount` CHECK (`amount` <> 0 and `amount` between -1000000 and 1000000),
  CONSTRAINT `points_line_running` CHECK (`sequence` is null and `balance` is null or `sequence` >= 1 and `balance` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分流水：复式记账的每一行，只增不改';

CREATE TABLE `points_lot` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `account_id` bigint(20) NOT NULL COMMENT '兑换分账户',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `transaction_id` bigint(20) NOT NULL COMMENT '哪笔交易带来的',
  `root_id` bigint(20) NOT NULL COMMENT '最初的批次；退回另立的批次指向它，其余是自己',
  `amount` bigint(20) NOT NULL COMMENT '原有多少分',
  `remaining` bigint(20) NOT NULL COMMENT '还剩多少分',
  `expires_at` datetime(3) NOT NULL COMMENT '到期时间（UTC），即最后一天结束时的北京零点',
  `warn_at` datetime(3) NOT NULL COMMENT '何时提醒快到期（UTC）',
  `created_at` datetime(3) NOT NULL COMMENT '得到时间（UTC）',
  `open_until` datetime(3) GENERATED ALWAYS AS (case when `remaining` > 0 then `expires_at` end) STORED COMMENT '还有剩余时为到期时间，用完为空',
  PRIMARY KEY (`id`),
  KEY `points_lot_open` (`account_id`,`open_until`,`id`),
  KEY `points_lot_root` (`root_id`),
  KEY `points_lot_transaction` (`transaction_id`),
  KEY `points_lot_due` (`open_until`,`account_id`,`warn_at`),
  CONSTRAINT `points_lot_amount` CHECK (`amount` >= 1),
  CONSTRAINT `points_lot_remaining` CHECK (`remaining` between 0 and `amount`),
  CONSTRAINT `points_lot_warning` CHECK (`warn_at` <= `expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='兑换分批次：先到期的先用，到期未用的逐批过期';

CREATE TABLE `points_lot_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `lot_id` bigint(20) NOT NULL COMMENT '批次',
  `transaction_id` bigint(20) NOT NULL COMMENT '哪笔交易',
  `amount` bigint(20) NOT NULL COMMENT '进出多少分，正为进、负为出',
  `undoes_id` bigint(20) DEFAULT NULL COMMENT '退回的是哪一次取出，不是退回则为空',
  PRIMARY KEY (`id`),
  KEY `points_lot_move_lot` (`lot_id`,`id`),
  KEY `points_lot_move_transaction` (`transaction_id`,`id`),
  KEY `points_lot_move_undone` (`undoes_id`),
  CONSTRAINT `points_lot_move_amount` CHECK (`amount` <> 0),
  CONSTRAINT `points_lot_move_back` CHECK (`undoes_id` is null or `amount` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='批次的每次进出：每笔兑换分流水用了哪几批，只增不改';

CREATE TABLE `points_lot_warning` (
  `account_id` bigint(20) NOT NULL COMMENT '兑换分账户',
  `expires_at` datetime(3) NOT NULL COMMENT '提醒的是哪个到期时间（UTC）',
  `amount` bigint(20) NOT NULL COMMENT '提醒时共有多少分快到期',
  `warned_at` datetime(3) NOT NULL COMMENT '提醒时间（UTC）',
  PRIMARY KEY (`account_id`,`expires_at`),
  CONSTRAINT `points_lot_warning_amount` CHECK (`amount` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='快到期的提醒，每个到期时间提醒一次';

CREATE TABLE `points_move` (
  `subject` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '什么：SCORE 得分、ADJUSTMENT 手工调整、OBJECTION 异议、RULE_BOOK 赋分细则',
  `subject_id` bigint(20) NOT NULL COMMENT '哪一项',
  `number` int(11) NOT NULL COMMENT '这一项的第几次变化，从 1 起无缺',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新的',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`subject`,`subject_id`,`number`),
  CONSTRAINT `points_move_subject` CHECK (`subject` in ('SCORE','ADJUSTMENT','OBJECTION','RULE_BOOK')),
  CONSTRAINT `points_move_number` CHECK (`number` >= 1 and `number` = 1 = (`from_status` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='得分、调整、异议和细则的每次状态变化，只增不改';

CREATE TABLE `points_objection` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `score_id` bigint(20) NOT NULL COMMENT '对哪项得分',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `resident_id` bigint(20) NOT NULL COMMENT '谁提出（居民编号）',
  `text` varchar(500) NOT NULL COMMENT '异议内容',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 待答复、UPHELD 成立、DISMISSED 不成立',
  `raised_at` datetime(3) NOT NULL COMMENT '提出时间（UTC）',
  `answer` varchar(500) NOT NULL COMMENT '答复，没有则为空字符串',
  `answered_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁答复',
  `answered_at` datetime(3) DEFAULT NULL COMMENT '答复时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_objection_once` (`score_id`,`resident_id`),
  KEY `points_objection_community` (`community_id`,`status`,`id`),
  KEY `points_objection_resident` (`resident_id`,`id`),
  KEY `points_objection_open` (`status`,`id`),
  CONSTRAINT `points_objection_status` CHECK (`status` in ('OPEN','UPHELD','DISMISSED')),
  CONSTRAINT `points_objection_answered` CHECK (`status` = 'OPEN' = (`answered_by` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='对公示或已入账得分的异议及答复，每人对一项得分一次';

CREATE TABLE `points_own_rate` (
  `score_id` bigint(20) NOT NULL COMMENT '得分',
  `method` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '当时任务自带的计分方式：HOURLY 按小时、FIXED 按次',
  `hundredths` int(11) NOT NULL COMMENT '当时任务自带的分值（百分之一分）',
  PRIMARY KEY (`score_id`),
  CONSTRAINT `points_own_rate_method` CHECK (`method` in ('HOURLY','FIXED')),
  CONSTRAINT `points_own_rate_hundredths` CHECK (`hundredths` between 0 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='历史：任务还可以自带分值时按它计的得分，只读，不再增加';

CREATE TABLE `points_preference` (
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `show_name` tinyint(1) NOT NULL COMMENT '公示和排名时是否显示姓名（脱敏）',
  `changed_at` datetime(3) NOT NULL COMMENT '最近修改时间（UTC）',
  PRIMARY KEY (`resident_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='党员自己的选择：公示和排名时是否显示姓名，没有选择就不显示';

CREATE TABLE `points_ranking_switch` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '哪个组织，用于该组织及其下级',
  `turned_on` tinyint(1) NOT NULL COMMENT '开启还是关闭',
  `reason` varchar(200) NOT NULL COMMENT '原因',
  `switched_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `switched_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `points_ranking_switch_cell` (`cell_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='排名开关的每次变动，只增不改；从未开启即为关闭';

CREATE TABLE `points_rule_book` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '哪个组织的细则，用于该组织及其下级；0 为系统自带',
  `version` int(11) NOT NULL COMMENT '该组织的第几版',
  `title` varchar(60) NOT NULL COMMENT '名称',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、SUBMITTED 待审、APPROVED 已通过、REJECTED 未通过、WITHDRAWN 已撤回',
  `effective_from` date NOT NULL COMMENT '从哪天的服务起适用（北京时间）',
  `effective_to` date DEFAULT NULL COMMENT '适用到哪天为止，空为一直到有新的',
  `rounding` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '不足 1 分怎么办：DOWN 舍去、HALF_UP 四舍五入',
  `night_from` int(11) NOT NULL COMMENT '夜间从几点起，一天中的第几分钟',
  `night_to` int(11) NOT NULL COMMENT '夜间到几点止，一天中的第几分钟',
  `night_percent` int(11) NOT NULL COMMENT '夜间按百分之几计，100 为不加',
  `emergency_percent` int(11) NOT NULL COMMENT '应急按百分之几计，100 为不加',
  `expiry_years` int(11) NOT NULL COMMENT '兑换分有效到得到之后第几个年度末',
  `warning_days` int(11) NOT NULL COMMENT '到期前几天提醒',
  `return_days` int(11) NOT NULL COMMENT '退回的分至少还能用几天',
  `publicity_days` int(11) NOT NULL COMMENT '入账前公示几天，0 为不公示',
  `objection_days` int(11) NOT NULL COMMENT '入账后几天内可以提出异议',
  `adjust_cap` bigint(20) NOT NULL COMMENT '每个社区每月手工调整合计不超过多少分',
  `note` varchar(500) NOT NULL COMMENT '说明，没有则为空字符串',
  `proposed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  `proposed_at` datetime(3) NOT NULL COMMENT '拟定时间（UTC）',
  `submitted_at` datetime(3) DEFAULT NULL COMMENT '提交审核时间（UTC）',
  `decided_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁审的，不能是拟的人',
  `decided_at` datetime(3) DEFAULT NULL COMMENT '审核时间（UTC）',
  `decision` varchar(200) NOT NULL COMMENT '审核意见，没有则为空字符串',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_rule_book_version` (`cell_id`,`version`),
  KEY `points_rule_book_force` (`cell_id`,`status`,`effective_from`),
  CONSTRAINT `points_rule_book_status` CHECK (`status` in ('DRAFT','SUBMITTED','APPROVED','REJECTED','WITHDRAWN')),
  CONSTRAINT `points_rule_book_two` CHECK (`decided_by` is null or `decided_by` <> `proposed_by`),
  CONSTRAINT `points_rule_book_decided` CHECK (`status` in ('APPROVED','REJECTED') = (`decided_by` is not null)),
  CONSTRAINT `points_rule_book_term` CHECK (`effective_to` is null or `effective_to` >= `effective_from`),
  CONSTRAINT `points_rule_book_rounding` CHECK (`rounding` in ('DOWN','HALF_UP')),
  CONSTRAINT `points_rule_book_night` CHECK (`night_from` between 0 and 1439 and `night_to` between 0 and 1439),
  CONSTRAINT `points_rule_book_factors` CHECK (`night_percent` between 100 and 500 and `emergency_percent` between 100 and 500),
  CONSTRAINT `points_rule_book_days` CHECK (`expiry_years` between 0 and 9 and `warning_days` between 0 and 365 and `return_days` between 1 and 365 and `publicity_days` between 0 and 60 and `objection_days` between 0 and 60),
  CONSTRAINT `points_rule_book_adjust` CHECK (`adjust_cap` between 0 and 1000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='赋分细则的每一版：一人拟定，另一人审核后才适用，适用后不再改';

CREATE TABLE `points_rule_cap` (
  `book_id` bigint(20) NOT NULL COMMENT '细则',
  `scope` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '限什么：ALL 全部、KIND 某类服务、GRADE 某个佐证等级',
  `subject` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪类或哪级，ALL 为空字符串',
  `period` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '在多长时间内：ENTRY 每次、DAY 每日、MONTH 每月、YEAR 每年',
  `points` bigint(20) NOT NULL COMMENT '至多多少分',
  PRIMARY KEY (`book_id`,`scope`,`subject`,`period`),
  CONSTRAINT `points_rule_cap_scope` CHECK (`scope` in ('ALL','KIND','GRADE') and `scope` = 'ALL' = (`subject` = '')),
  CONSTRAINT `points_rule_cap_period` CHECK (`period` in ('ENTRY','DAY','MONTH','YEAR')),
  CONSTRAINT `points_rule_cap_points` CHECK (`points` between 0 and 1000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='细则里的上限';

CREATE TABLE `points_rule_grade` (
  `book_id` bigint(20) NOT NULL COMMENT '细则',
  `grade` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '佐证等级：A、B、C、D',
  `percent` int(11) NOT NULL COMMENT '按百分之几计',
  PRIMARY KEY (`book_id`,`grade`),
  CONSTRAINT `points_rule_grade_percent` CHECK (`percent` between 0 and 200)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='细则里每个佐证等级的系数';

CREATE TABLE `points_rule_rate` (
  `book_id` bigint(20) NOT NULL COMMENT '细则',
  `work_kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '服务种类，* 为其余各类',
  `method` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '计分方式：HOURLY 按小时、FIXED 按次',
  `hundredths` int(11) NOT NULL COMMENT '每小时或每次多少分，以百分之一分计',
  PRIMARY KEY (`book_id`,`work_kind`),
  CONSTRAINT `points_rule_rate_method` CHECK (`method` in ('HOURLY','FIXED')),
  CONSTRAINT `points_rule_rate_hundredths` CHECK (`hundredths` between 0 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='细则里每类服务的分值';

CREATE TABLE `points_score` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `source_kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '来源种类：claim 任务认领等',
  `source_id` bigint(20) NOT NULL COMMENT '来源编号',
  `resident_id` bigint(20) NOT NULL COMMENT '谁（居民编号）',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `title` varchar(60) NOT NULL COMMENT '做了什么',
  `work_kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '服务种类',
  `grade` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '佐证等级：A、B、C、D',
  `minutes` int(11) NOT NULL COMMENT '服务分钟数',
  `started_at` datetime(3) NOT NULL COMMENT '服务开始时间（UTC）',
  `worked_on` date NOT NULL COMMENT '服务当天（北京时间），上限按它算',
  `emergency` tinyint(1) NOT NULL COMMENT '是否应急',
  `rule_id` bigint(20) NOT NULL COMMENT '所依细则',
  `full_points` bigint(20) NOT NULL COMMENT '不计上限应得多少分',
  `points` bigint(20) NOT NULL COMMENT '实得多少分',
  `rule` varchar(100) NOT NULL COMMENT '所依分值，如 1 分/小时',
  `explanation` varchar(300) NOT NULL COMMENT '一句话说清怎么算的',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PENDING 公示中、POSTED 已入账、REVOKED 已撤销',
  `publish_until` datetime(3) DEFAULT NULL COMMENT '公示到何时（UTC），不公示为空',
  `scored_at` datetime(3) NOT NULL COMMENT '计分时间（UTC）',
  `settled_at` datetime(3) DEFAULT NULL COMMENT '入账或撤销的时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_score_source` (`source_kind`,`source_id`),
  KEY `points_score_caps` (`resident_id`,`worked_on`,`status`),
  KEY `points_score_community` (`community_id`,`status`,`id`),
  KEY `points_score_due` (`status`,`publish_until`),
  KEY `points_score_preview` (`community_id`,`worked_on`,`id`),
  KEY `points_score_settled` (`community_id`,`status`,`settled_at`),
  CONSTRAINT `points_score_points` CHECK (`points` between 0 and `full_points` and `full_points` <= 1000000),
  CONSTRAINT `points_score_minutes` CHECK (`minutes` between 0 and 100000),
  CONSTRAINT `points_score_status` CHECK (`status` in ('PENDING','POSTED','REVOKED')),
  CONSTRAINT `points_score_public` CHECK (`status` <> 'PENDING' or `publish_until` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每项服务的得分：按哪版细则、怎么算、公示还是已入账';

CREATE TABLE `points_statement` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` char(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '核验码，64 位随机数',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：MEMBER 个人、UNIT 单位',
  `score_year` smallint(6) NOT NULL COMMENT '年度',
  `community_id` bigint(20) NOT NULL COMMENT '出具的社区',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '个人证明的居民编号，单位证明为空',
  `holder` varchar(1024) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '持有人（加密）：脱敏的姓名或单位名称，注销后为空',
  `unit` varchar(1024) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '个人证明写明的工作单位（加密），没有则为空',
  `content` text NOT NULL COMMENT '证明上的数字（JSON），出具后不变',
  `issued_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁出具',
  `issued_at` datetime(3) NOT NULL COMMENT '出具时间（UTC）',
  `named` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否写明姓名和单位：个人的由本人要求，单位的只写同意给单位看的人',
  `unit_id` bigint(20) DEFAULT NULL COMMENT '单位证明是哪个单位的；此前按单位名称出具的为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_statement_code` (`code`),
  KEY `points_statement_community` (`community_id`,`id`),
  KEY `points_statement_resident` (`resident_id`,`id`),
  CONSTRAINT `points_statement_kind` CHECK (`kind` in ('MEMBER','UNIT') and `kind` = 'MEMBER' = (`resident_id` is not null)),
  CONSTRAINT `points_statement_year` CHECK (`score_year` between 2000 and 9999),
  CONSTRAINT `points_statement_unit` CHECK (`unit_id` is null or `kind` = 'UNIT')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='年度考评证明：打印后凭核验码可查，页面只显示纸上有的';

CREATE TABLE `points_statement_person` (
  `statement_id` bigint(20) NOT NULL COMMENT '单位证明',
  `line` int(11) NOT NULL COMMENT '证明上的第几行，从 0 起',
  `resident_id` bigint(20) NOT NULL COMMENT '这一行是谁（居民编号）',
  `name` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密），注销后为空',
  PRIMARY KEY (`statement_id`,`line`),
  KEY `points_statement_person_of` (`resident_id`),
  CONSTRAINT `points_statement_person_statement` FOREIGN KEY (`statement_id`) REFERENCES `points_statement` (`id`),
  CONSTRAINT `points_statement_person_line` CHECK (`line` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='单位证明上写明姓名的人：本人撤回同意后页面不再显示';

CREATE TABLE `points_transaction` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `ledger` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '账本：POINTS 兑换分、APPRAISAL 考评分',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `source_kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '来源种类：claim 任务、redemption 兑换、reversal 冲正、lot-expiry 过期、repayment 还欠分、adjustment 调整等',
  `source_id` bigint(20) NOT NULL COMMENT '来源编号',
  `reverses_id` bigint(20) DEFAULT NULL COMMENT '撤销或退回的是哪一笔，不是则为空',
  `rule` varchar(100) NOT NULL COMMENT '所依规则，如 1 分/小时',
  `explanation` varchar(300) NOT NULL COMMENT '一句话说清这笔分怎么来的',
  `evidence` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '凭据，没有则为空字符串',
  `happened_at` datetime(3) NOT NULL COMMENT '入账时间（UTC）',
  `rule_id` bigint(20) DEFAULT NULL COMMENT '所依赋分细则的版本，不是按细则的为空',
  `counts_on` date DEFAULT NULL COMMENT '算在哪一天（北京时间），如服务当天；空为入账当天',
  PRIMARY KEY (`id`),
  UNIQUE KEY `points_transaction_source` (`ledger`,`source_kind`,`source_id`),
  KEY `points_transaction_community` (`community_id`,`id`),
  KEY `points_transaction_undone` (`reverses_id`,`id`),
  CONSTRAINT `points_transaction_reversed` FOREIGN KEY (`reverses_id`) REFERENCES `points_transaction` (`id`),
  CONSTRAINT `points_transaction_reversal` CHECK (`source_kind` <> 'reversal' or `reverses_id` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分交易：一个来源在一本账里只有一笔，只增不改';

