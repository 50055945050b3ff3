CREATE TABLE `request_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `request_id` bigint(20) NOT NULL COMMENT '诉求',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，新建时为空',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `request_move_request` (`request_id`,`id`),
  CONSTRAINT `request_move_of_request` FOREIGN KEY (`request_id`) REFERENCES `request_resident_request` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='诉求的每次流转，只增不改';

CREATE TABLE `request_resident_request` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：FEEDBACK 投诉建议',
  `community_id` bigint(20) DEFAULT NULL COMMENT '所属社区，空为未说明，由区级工作人员处理',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，空为没有登录过小程序的关注者或工作人员代录',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '来自哪个微信应用：OFFICIAL_ACCOUNT、MINI_PROGRAM',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '来信人的 openid（加密），仅在没有居民编号时保存，用于答复',
  `asker` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '来信人的键，如 resident:42 或 openid 的盲索引，用于每日限额',
  `source` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '来源：API 小程序、BOT 机器人、MENU 菜单、STAFF 工作人员代录',
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '内容（加密）',
  `content_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '内容的盲索引，用于发现同一人重复提交',
  `verdict` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '内容安全：UNCHECKED 未检查、PASS 通过、REVIEW 需人工看、RISKY 有风险',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：SUBMITTED 已提交、ANSWERED 已答复',
  `answer` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '答复（加密）',
  `answered_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '答复人',
  `answered_at` datetime(3) DEFAULT NULL COMMENT '答复时间（UTC）',
  `told` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '答复送达公众号关注者的结果：SENT、REFUSED、UNKNOWN；有居民编号的由通知模块送达',
  `day` date NOT NULL COMMENT '提交日（北京时间）',
  `created_at` datetime(3) NOT NULL COMMENT '提交时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `request_resident_request_once` (`asker`,`day`,`content_index`),
  KEY `request_resident_request_community` (`community_id`,`status`,`id`),
  KEY `request_resident_request_resident` (`resident_id`,`id`),
  CONSTRAINT `request_resident_request_of_community` FOREIGN KEY (`community_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `request_resident_request_answered` CHECK (`status` <> 'ANSWERED' or `answer` is not null and `answered_by` is not null and `answered_at` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='诉求：居民说的每一件事';

