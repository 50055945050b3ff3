CREATE TABLE `mall_item` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台添加的为空',
  `name` varchar(60) NOT NULL COMMENT '名称',
  `description` varchar(1000) NOT NULL COMMENT '说明',
  `price` bigint(20) NOT NULL COMMENT '价格（兑换分）',
  `stock` int(11) NOT NULL COMMENT '现有库存，由出入库与兑换维护',
  `per_person` int(11) DEFAULT NULL COMMENT '每人限兑几件，空为不限',
  `listed` tinyint(1) NOT NULL COMMENT '是否上架',
  `pickup_place` varchar(100) NOT NULL COMMENT '领取地点',
  `pickup_hours` varchar(100) NOT NULL COMMENT '领取时间',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_item_code` (`code`),
  KEY `mall_item_shelf` (`community_id`,`listed`,`id`),
  CONSTRAINT `mall_item_price` CHECK (`price` between 1 and 1000000),
  CONSTRAINT `mall_item_stock` CHECK (`stock` >= 0),
  CONSTRAINT `mall_item_per_person` CHECK (`per_person` is null or `per_person` between 1 and 1000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='积分超市商品';

CREATE TABLE `mall_redemption` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `resident_id` bigint(20) NOT NULL COMMENT '兑换的居民',
  `item_name` varchar(60) NOT NULL COMMENT '兑换时的商品名称',
  `price` bigint(20) NOT NULL COMMENT '兑换时的价格',
  `per_person` int(11) DEFAULT NULL COMMENT '兑换时的每人限兑，空为不限',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：READY 待领取、COLLECTED 已领取、CANCELLED_BY_MEMBER 本人取消、CANCELLED_BY_SHOP 超市取消、EXPIRED 过期未领',
  `code` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '领取码（加密）',
  `code_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '领取码的盲索引',
  `created_at` datetime(3) NOT NULL COMMENT '兑换时间（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '领取截止（UTC）',
  `collected_at` datetime(3) DEFAULT NULL COMMENT '领取时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `mall_redemption_code` (`code_index`),
  KEY `mall_redemption_resident` (`resident_id`,`item_id`,`id`),
  KEY `mall_redemption_mine` (`resident_id`,`id`),
  KEY `mall_redemption_item` (`item_id`,`status`),
  KEY `mall_redemption_desk` (`community_id`,`status`,`id`),
  KEY `mall_redemption_due` (`status`,`expires_at`),
  CONSTRAINT `mall_redemption_per_person` CHECK (`per_person` is null or `per_person` between 1 and 1000),
  CONSTRAINT `mall_redemption_price` CHECK (`price` between 1 and 1000000),
  CONSTRAINT `mall_redemption_term` CHECK (`expires_at` > `created_at`),
  CONSTRAINT `mall_redemption_collected` CHECK (`status` = 'COLLECTED' = (`collected_at` is not null))
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

CREATE TABLE `mall_stock_movement` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '商品',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：INITIAL 首次入库、RESTOCK 补货、STOCKTAKE 盘点',
  `quantity` int(11) NOT NULL COMMENT '件数，正为入、负为出',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `mall_stock_movement_item` (`item_id`,`id`),
  CONSTRAINT `mall_stock_movement_quantity` CHECK (`quantity` <> 0 and `quantity` between -100000 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='商品出入库，只增不改；兑换另记，不在此列';

CREATE TABLE `mall_wrong_code` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '谁输错了',
  `tried_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `mall_wrong_code_staff` (`staff_id`,`tried_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='输错的领取码，短时间内过多则暂停核销';

