CREATE TABLE `audit_entry` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `happened_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  `on_behalf_of` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '代表谁',
  `cell_id` bigint(20) NOT NULL COMMENT '所属组织，0 为全系统',
  `action` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '做了什么',
  `subject` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '对什么，如 task:9',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果：DONE、REFUSED',
  `detail` varchar(500) NOT NULL COMMENT '说明，不含个人信息',
  `request_id` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '请求编号',
  PRIMARY KEY (`id`),
  KEY `audit_entry_subject` (`subject`,`id`),
  KEY `audit_entry_actor` (`actor`,`id`),
  KEY `audit_entry_cell` (`cell_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='操作日志：谁做了什么、谁看了什么，只增不改';

CREATE TABLE `audit_proof_run` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `started_at` datetime(3) NOT NULL COMMENT '开始时间（UTC）',
  `finished_at` datetime(3) NOT NULL COMMENT '结束时间（UTC）',
  `checked` int(11) NOT NULL COMMENT '查了几条',
  `violations` int(11) NOT NULL COMMENT '几条不成立',
  `report` text NOT NULL COMMENT '哪里不成立，空为全部成立',
  PRIMARY KEY (`id`),
  CONSTRAINT `audit_proof_run_counts` CHECK (`checked` >= 0 and `violations` between 0 and `checked`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每次核对的结果';

CREATE TABLE `audit_seal` (
  `trail` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪一本：audit 操作日志、points 积分流水',
  `sequence` bigint(20) NOT NULL COMMENT '链上序号，从 1 起无缺',
  `entry_id` bigint(20) NOT NULL COMMENT '被封存的行',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'SM3(上一摘要 + 本行内容)',
  `sealed_at` datetime(3) NOT NULL COMMENT '封存时间（UTC）',
  PRIMARY KEY (`trail`,`sequence`),
  UNIQUE KEY `audit_seal_entry` (`trail`,`entry_id`),
  CONSTRAINT `audit_seal_sequence` CHECK (`sequence` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='操作日志与积分流水的封存链，改动任何一行都会对不上';

CREATE TABLE `audit_sealer` (
  `trail` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪一本',
  PRIMARY KEY (`trail`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='封存时所持的锁，同一时刻只有一个节点封存';

