CREATE TABLE `mall_budget` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `year` int(11) NOT NULL COMMENT '年度（北京时间）',
  `limit_cents` bigint(20) NOT NULL COMMENT '全年物资预算（分，人民币）',
  `spent_cents` bigint(20) NOT NULL COMMENT '有效兑换的成本合计（分，人民币），从设立预算起计',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_budget_year` (`community_id`,`year`),
  CONSTRAINT `mall_budget_year_four` CHECK (`year` between 2000 and 9999),
  CONSTRAINT `mall_budget_limit` CHECK (`limit_cents` between 0 and 100000000000),
  CONSTRAINT `mall_budget_spent` CHECK (`spent_cents` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='社区每年的积分超市物资预算；没有就不限';

CREATE TABLE `mall_household` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `household_key` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '怎么认出同一户：house:登记的一户、phone:手机号盲索引、resident:编号、gone:本人已注销',
  `community_id` bigint(20) DEFAULT NULL COMMENT '登记它的社区，不是登记的为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_household_key` (`household_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='限兑时算作一户的人';

CREATE TABLE `mall_household_member` (
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `household_id` bigint(20) NOT NULL COMMENT '哪一户',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `added_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁登记的',
  `added_at` datetime(3) NOT NULL COMMENT '登记时间（UTC）',
  PRIMARY KEY (`resident_id`),
  KEY `mall_household_member_household` (`household_id`,`resident_id`),
  KEY `mall_household_member_community` (`community_id`,`household_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='社区登记的同一户的人；没有登记的按手机号认';

CREATE TABLE `mall_item` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台添加的为空',
  `name` varchar(60) NOT NULL COMMENT '名称',
  `description` varchar(1000) NOT NULL COMMENT '说明',
  `price` bigint(20) NOT NULL COMMENT '价格（兑换分）',
  `per_person` int(11) DEFAULT NULL COMMENT '每人限兑几件，空为不限',
  `listed` tinyint(1) NOT NULL COMMENT '是否上架',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'PHYSICAL' COMMENT '种类：PHYSICAL 实物、VOUCHER 券码、SERVICE 服务',
  `cost_cents` bigint(20) NOT NULL DEFAULT 0 COMMENT '每件成本（分，人民币），不知道为 0',
  `person_period` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '每人限兑按什么算：DAY、MONTH、YEAR、EVER',
  `per_household` int(11) DEFAULT NULL COMMENT '每户限兑几件，空为不限',
  `household_period` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '每户限兑按什么算',
  `opens_at` datetime(3) DEFAULT NULL COMMENT '开始兑换的时间（UTC），空为上架即可',
  `closes_at` datetime(3) DEFAULT NULL COMMENT '停止兑换的时间（UTC，不含），空为一直',
  `collect_days` int(11) NOT NULL DEFAULT 30 COMMENT '兑换后几天内领取',
  `cancel_hours` int(11) DEFAULT NULL COMMENT '兑换后几小时内本人可以取消，空为领取前都可以',
  `return_days` int(11) NOT NULL DEFAULT 0 COMMENT '领取后几天内可以申请退货，0 为不能退',
  `low_at` int(11) DEFAULT NULL COMMENT '每个领取点剩几件时提醒补货，空为不提醒',
  `supplier_id` bigint(20) DEFAULT NULL COMMENT '供货商户，空为社区自备',
  `photo_ids` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '照片编号，逗号分隔',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_item_code` (`code`),
  KEY `mall_item_shelf` (`community_id`,`listed`,`id`),
  KEY `mall_item_supplier` (`supplier_id`),
  CONSTRAINT `mall_item_price` CHECK (`price` between 1 and 1000000),
  CONSTRAINT `mall_item_per_person` CHECK (`per_person` is null or `per_person` between 1 and 1000),
  CONSTRAINT `mall_item_kind` CHECK (`kind` in ('PHYSICAL','VOUCHER','SERVICE')),
  CONSTRAINT `mall_item_cost` CHECK (`cost_cents` between 0 and 100000000),
  CONSTRAINT `mall_item_periods` CHECK (`person_period` in ('DAY','MONTH','YEAR','EVER') and `household_period` in ('DAY','MONTH','YEAR','EVER')),
  CONSTRAINT `mall_item_per_household` CHECK (`per_household` is null or `per_household` between 1 and 1000),
  CONSTRAINT `mall_item_window` CHECK (`opens_at` is null or `closes_at` is null or `opens_at` < `closes_at`),
  CONSTRAINT `mall_item_collect_days` CHECK (`collect_days` between 1 and 365),
  CONSTRAINT `mall_item_cancel_hours` CHECK (`cancel_hours` is null or `cancel_hours` between 0 and 8760),
  CONSTRAINT `mall_item_return_days` CHECK (`return_days` between 0 and 365),
  CONSTRAINT `mall_item_low_at` CHECK (`low_at` is null or `low_at` between 0 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分超市商品';

CREATE TABLE `mall_redemption` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `resident_id` bigint(20) NOT NULL COMMENT '兑换的居民',
  `item_name` varchar(60) NOT NULL COMMENT '兑换时的商品名称',
  `price` bigint(20) NOT NULL COMMENT '兑换时的价格',
  `per_person` int(11) DEFAULT NULL COMMENT '兑换时的每人限兑，空为不限',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：READY 待领取、COLLECTED 已领取、CANCELLED_BY_MEMBER 本人取消、CANCELLED_BY_SHOP 超市取消、EXPIRED 过期未领、RETURN_ASKED 申请退货、RETURNED 已退货、REFUSED 退货未同意',
  `code` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '领取码（加密）',
  `code_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '领取码的盲索引',
  `created_at` datetime(3) NOT NULL COMMENT '兑换时间（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '领取截止（UTC）',
  `collected_at` datetime(3) DEFAULT NULL COMMENT '领取时间（UTC）',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'PHYSICAL' COMMENT '兑换时的商品种类',
  `site_id` bigint(20) NOT NULL DEFAULT 0 COMMENT '领取点',
  `created_day` date NOT NULL DEFAULT '1970-01-01' COMMENT '兑换的日期（北京时间）',
  `person_period` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '兑换时的每人限兑周期',
  `household_id` bigint(20) DEFAULT NULL COMMENT '按户限兑时算在哪一户，不限为空',
  `per_household` int(11) DEFAULT NULL COMMENT '兑换时的每户限兑，空为不限',
  `household_period` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '兑换时的每户限兑周期',
  `cost_cents` bigint(20) NOT NULL DEFAULT 0 COMMENT '兑换时的成本（分，人民币）',
  `budget_id` bigint(20) DEFAULT NULL COMMENT '用了哪一年的预算，没有为空',
  `cancel_until` datetime(3) NOT NULL DEFAULT '1970-01-01 00:00:00.000' COMMENT '本人可以取消到什么时候（UTC，不含）',
  `return_days` int(11) NOT NULL DEFAULT 0 COMMENT '兑换时定的退货天数',
  `supplier_id` bigint(20) DEFAULT NULL COMMENT '兑换时的供货商户，空为社区自备',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_redemption_code` (`code_index`),
  KEY `mall_redemption_resident` (`resident_id`,`item_id`,`id`),
  KEY `mall_redemption_mine` (`resident_id`,`id`),
  KEY `mall_redemption_item` (`item_id`,`status`),
  KEY `mall_redemption_desk` (`community_id`,`status`,`id`),
  KEY `mall_redemption_due` (`status`,`expires_at`),
  KEY `mall_redemption_household` (`household_id`,`item_id`,`created_day`),
  KEY `mall_redemption_site` (`site_id`,`item_id`,`status`),
  KEY `mall_redemption_day` (`community_id`,`created_day`,`id`),
  KEY `mall_redemption_budget` (`budget_id`),
  CONSTRAINT `mall_redemption_per_person` CHECK (`per_person` is null or `per_person` between 1 and 1000),
  CONSTRAINT `mall_redemption_price` CHECK (`price` between 1 and 1000000),
  CONSTRAINT `mall_redemption_term` CHECK (`expires_at` > `created_at`),
  CONSTRAINT `mall_redemption_collected_at` CHECK (`status` in ('COLLECTED','RETURN_ASKED','RETURNED','REFUSED') = (`collected_at` is not null)),
  CONSTRAINT `mall_redemption_per_household` CHECK (`per_household` is null or `household_id` is not null and `per_household` between 1 and 1000),
  CONSTRAINT `mall_redemption_cost` CHECK (`cost_cents` >= 0),
  CONSTRAINT `mall_redemption_return_days` CHECK (`return_days` between 0 and 365)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='兑换：谁用积分换了什么，领了没有';

CREATE TABLE `mall_redemption_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `redemption_id` bigint(20) NOT NULL COMMENT '兑换',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新兑换',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `mall_redemption_move_redemption` (`redemption_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='兑换的每次状态变化，只增不改';

CREATE TABLE `mall_return` (
  `redemption_id` bigint(20) NOT NULL COMMENT '哪笔兑换，一笔只能申请一次',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `reason` varchar(200) NOT NULL COMMENT '为什么退',
  `asked_at` datetime(3) NOT NULL COMMENT '申请时间（UTC）',
  `unit_state` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '退回时的状况：GOOD 完好（入库）、DAMAGED 损坏（不入库），未退为空',
  `answer` varchar(200) NOT NULL COMMENT '超市的说明，没有则为空字符串',
  `decided_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁决定的，未决定为空',
  `decided_at` datetime(3) DEFAULT NULL COMMENT '决定时间（UTC），未决定为空',
  PRIMARY KEY (`redemption_id`),
  KEY `mall_return_open` (`community_id`,`decided_at`),
  CONSTRAINT `mall_return_state` CHECK (`unit_state` is null or `unit_state` in ('GOOD','DAMAGED')),
  CONSTRAINT `mall_return_decided` CHECK (`decided_by` is null = (`decided_at` is null)),
  CONSTRAINT `mall_return_unit` CHECK (`unit_state` is null or `decided_at` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='领取以后的退货';

CREATE TABLE `mall_site` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台添加的为空',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：COUNTER 柜台、ONLINE 线上（只发券码）',
  `name` varchar(100) NOT NULL COMMENT '名称',
  `address` varchar(100) NOT NULL COMMENT '地址，没有则为空字符串',
  `hours` varchar(100) NOT NULL COMMENT '领取时间',
  `phone` varchar(30) NOT NULL COMMENT '柜台电话，没有则为空字符串',
  `in_use` tinyint(1) NOT NULL COMMENT '是否在用；停用后不能新兑换，已兑换的仍可领取',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_site_name` (`community_id`,`kind`,`name`,`hours`),
  UNIQUE KEY `mall_site_code` (`code`),
  KEY `mall_site_community` (`community_id`,`id`),
  CONSTRAINT `mall_site_kind` CHECK (`kind` in ('COUNTER','ONLINE'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分超市领取点';

CREATE TABLE `mall_stock` (
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `site_id` bigint(20) NOT NULL COMMENT '领取点',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `quantity` int(11) NOT NULL COMMENT '可兑件数，由出入库与兑换维护；已兑待领的不在内',
  PRIMARY KEY (`item_id`,`site_id`),
  KEY `mall_stock_site` (`site_id`,`item_id`),
  KEY `mall_stock_low` (`community_id`,`quantity`),
  CONSTRAINT `mall_stock_quantity` CHECK (`quantity` between 0 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每个领取点的库存';

CREATE TABLE `mall_stock_movement` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：INITIAL 首次入库、RESTOCK 补货、STOCKTAKE 盘点或损耗、DAMAGED 退货损坏、VOUCHERS 上传券码、VOID 券码作废',
  `quantity` int(11) NOT NULL COMMENT '件数，正为入、负为出',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `site_id` bigint(20) NOT NULL DEFAULT 0 COMMENT '领取点',
  `counted` int(11) DEFAULT NULL COMMENT '盘点时架上实有几件（含待领），不是盘点为空',
  `batch_id` bigint(20) DEFAULT NULL COMMENT '哪一次券码上传，不是券码为空',
  PRIMARY KEY (`id`),
  KEY `mall_stock_movement_item` (`item_id`,`id`),
  KEY `mall_stock_movement_site` (`site_id`,`item_id`,`id`),
  CONSTRAINT `mall_stock_movement_range` CHECK (`quantity` between -100000 and 100000 and (`quantity` <> 0 or `counted` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='商品出入库，只增不改；兑换另记，不在此列';

CREATE TABLE `mall_supplier` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台添加的为空',
  `name` varchar(60) NOT NULL COMMENT '商户名称',
  `partner` tinyint(1) NOT NULL COMMENT '是否红色合伙人',
  `offers` varchar(200) NOT NULL COMMENT '提供什么，没有则为空字符串',
  `address` varchar(100) NOT NULL COMMENT '经营地址，没有则为空字符串',
  `phone` varchar(30) NOT NULL COMMENT '经营电话，没有则为空字符串',
  `in_use` tinyint(1) NOT NULL COMMENT '是否合作中',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_supplier_code` (`code`),
  KEY `mall_supplier_community` (`community_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分超市供货商户';

CREATE TABLE `mall_voucher` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` text NOT NULL COMMENT '券码（加密）',
  `code_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '券码的盲索引',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：FREE 未发、GIVEN 已发、VOID 作废',
  `redemption_id` bigint(20) DEFAULT NULL COMMENT '发给哪笔兑换，未发为空',
  `batch_id` bigint(20) NOT NULL COMMENT '同一次上传',
  `added_at` datetime(3) NOT NULL COMMENT '上传时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_voucher_code` (`item_id`,`code_index`),
  UNIQUE KEY `mall_voucher_redemption` (`redemption_id`),
  KEY `mall_voucher_free` (`item_id`,`status`,`id`),
  CONSTRAINT `mall_voucher_status` CHECK (`status` in ('FREE','GIVEN','VOID')),
  CONSTRAINT `mall_voucher_given` CHECK (`status` = 'GIVEN' = (`redemption_id` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='商户给的券码，一码只发给一笔兑换';

CREATE TABLE `mall_voucher_move` (
  `voucher_id` bigint(20) NOT NULL COMMENT '券码',
  `number` int(11) NOT NULL COMMENT '这个券码的第几次变化，从 1 起无缺',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为上传',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `redemption_id` bigint(20) DEFAULT NULL COMMENT '发给哪笔兑换，不是发出为空',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`voucher_id`,`number`),
  CONSTRAINT `mall_voucher_move_number` CHECK (`number` >= 1 and `number` = 1 = (`from_status` is null)),
  CONSTRAINT `mall_voucher_move_given` CHECK (`to_status` = 'GIVEN' = (`redemption_id` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='券码的每次状态变化，只增不改';

CREATE TABLE `mall_wrong_code` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '谁输错了',
  `tried_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `mall_wrong_code_staff` (`staff_id`,`tried_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='输错的领取码，短时间内过多则暂停核销';

