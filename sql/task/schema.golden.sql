CREATE TABLE `task_claim` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `task_id` bigint(20) NOT NULL COMMENT '任务',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `resident_id` bigint(20) NOT NULL COMMENT '认领的党员（居民编号）',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：CLAIMED 已认领、CHECKED_IN 已签到、VERIFIED 已核实、REJECTED 未通过、WITHDRAWN 已放弃、CANCELLED 任务取消、ABSENT 未到岗',
  `live` tinyint(4) GENERATED ALWAYS AS (case when `status` in ('WITHDRAWN','CANCELLED') then NULL else 1 end) STORED COMMENT '是否占着名额，放弃或取消后为空',
  `claimed_at` datetime(3) NOT NULL COMMENT '认领时间（UTC）',
  `checked_in_at` datetime(3) DEFAULT NULL COMMENT '签到时间（UTC）',
  `evidence` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '签到凭据：ROTATING_CODE 现场动态码',
  `minutes` int(11) DEFAULT NULL COMMENT '核实的服务分钟数',
  `points` bigint(20) DEFAULT NULL COMMENT '核实的分数',
  `settled_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁核实或退回',
  `settled_at` datetime(3) DEFAULT NULL COMMENT '核实或退回的时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `task_claim_live` (`task_id`,`resident_id`,`live`),
  KEY `task_claim_resident` (`resident_id`,`id`),
  KEY `task_claim_status` (`community_id`,`status`,`id`),
  CONSTRAINT `task_claim_takes_one` CHECK (`live` is null or `live` = 1),
  CONSTRAINT `task_claim_minutes` CHECK (`minutes` is null or `minutes` between 1 and 100000),
  CONSTRAINT `task_claim_points` CHECK (`points` is null or `points` between 0 and 1000000),
  CONSTRAINT `task_claim_verified` CHECK (`status` <> 'VERIFIED' or `checked_in_at` is not null and `minutes` is not null and `points` is not null and `settled_by` is not null),
  CONSTRAINT `task_claim_checked_in` CHECK (`status` <> 'CHECKED_IN' or `checked_in_at` is not null and `evidence` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='任务认领：谁认领了哪项任务，到了哪一步';

CREATE TABLE `task_claim_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `claim_id` bigint(20) NOT NULL COMMENT '认领',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新认领',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `task_claim_move_claim` (`claim_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='认领的每次状态变化，只增不改';

CREATE TABLE `task_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `task_id` bigint(20) NOT NULL COMMENT '任务',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新建',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `task_move_task` (`task_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='志愿任务的每次状态变化，只增不改';

CREATE TABLE `task_volunteer_task` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台发布的为空',
  `title` varchar(60) NOT NULL COMMENT '名称',
  `description` varchar(2000) NOT NULL COMMENT '说明',
  `place` varchar(100) NOT NULL COMMENT '地点',
  `starts_at` datetime(3) NOT NULL COMMENT '开始时间（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '结束时间（UTC）',
  `places` int(11) NOT NULL COMMENT '名额',
  `claimed` int(11) NOT NULL COMMENT '已认领人数，由认领与放弃维护',
  `points_rule` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '计分方式：HOURLY 按小时、FIXED 按次',
  `points` bigint(20) NOT NULL COMMENT '每小时或每次的分数',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、PUBLISHED 已发布、CANCELLED 已取消、SETTLED 已结项',
  `created_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  `created_at` datetime(3) NOT NULL COMMENT '拟定时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `task_volunteer_task_code` (`code`),
  KEY `task_volunteer_task_list` (`community_id`,`status`,`id`),
  KEY `task_volunteer_task_end` (`status`,`ends_at`),
  CONSTRAINT `task_volunteer_task_term` CHECK (`ends_at` > `starts_at`),
  CONSTRAINT `task_volunteer_task_places` CHECK (`places` between 1 and 1000),
  CONSTRAINT `task_volunteer_task_claimed` CHECK (`claimed` between 0 and `places`),
  CONSTRAINT `task_volunteer_task_points` CHECK (`points` between 1 and 1000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='志愿任务';

