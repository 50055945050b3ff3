CREATE TABLE `EVENT_PUBLICATION` (
  `ID` varchar(36) NOT NULL,
  `LISTENER_ID` varchar(512) NOT NULL,
  `EVENT_TYPE` varchar(512) NOT NULL,
  `SERIALIZED_EVENT` varchar(4000) NOT NULL,
  `PUBLICATION_DATE` timestamp(6) NOT NULL DEFAULT current_timestamp(6),
  `COMPLETION_DATE` timestamp(6) NULL DEFAULT NULL,
  `STATUS` varchar(20) DEFAULT NULL,
  `COMPLETION_ATTEMPTS` int(11) DEFAULT NULL,
  `LAST_RESUBMISSION_DATE` timestamp(6) NULL DEFAULT NULL,
  PRIMARY KEY (`ID`),
  KEY `EVENT_PUBLICATION_BY_COMPLETION_DATE_IDX` (`COMPLETION_DATE`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `kernel_idempotency` (
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '操作者',
  `operation` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '操作',
  `idempotency_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '客户端为这次操作生成的编号',
  `fingerprint` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '提交内容的摘要',
  `answer` mediumtext NOT NULL COMMENT '第一次的答复（加密）',
  `created_at` datetime(3) NOT NULL COMMENT '完成时间（UTC）',
  PRIMARY KEY (`actor`,`operation`,`idempotency_key`),
  KEY `kernel_idempotency_created` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='已完成操作的编号与答复，重复提交时原样返回';

CREATE TABLE `kernel_job` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `kind` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：RUNNING、DONE、FAILED',
  `total` int(11) NOT NULL COMMENT '总步数，0 为未知',
  `done` int(11) NOT NULL COMMENT '已完成步数',
  `sentence` varchar(500) DEFAULT NULL COMMENT '结果说明',
  `started_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '发起人',
  `created_at` datetime(3) NOT NULL COMMENT '发起时间（UTC）',
  `finished_at` datetime(3) DEFAULT NULL COMMENT '结束时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `kernel_job_kind` (`kind`,`id`),
  CONSTRAINT `kernel_job_steps` CHECK (`total` >= 0 and `done` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='后台任务及进度';

CREATE TABLE `kernel_loaded_file` (
  `name` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '文件名',
  `fingerprint` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '内容摘要',
  `loaded_at` datetime(3) NOT NULL COMMENT '导入时间（UTC）',
  PRIMARY KEY (`name`,`fingerprint`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='已导入的地区文件';

CREATE TABLE `kernel_node_start` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT COMMENT '启动序号，低 10 位作节点号',
  `started_at` datetime(3) NOT NULL COMMENT '启动时间（UTC）',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='服务每次启动领一个节点号，编号因此不重复';

CREATE TABLE `kernel_turn` (
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '操作者，如 resident:42',
  PRIMARY KEY (`actor`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='同一操作者的操作依次进行所用的锁';

CREATE TABLE `scheduled_tasks` (
  `task_name` varchar(100) NOT NULL,
  `task_instance` varchar(100) NOT NULL,
  `task_data` blob DEFAULT NULL,
  `execution_time` timestamp(6) NOT NULL DEFAULT current_timestamp(6),
  `picked` tinyint(1) NOT NULL,
  `picked_by` varchar(50) DEFAULT NULL,
  `last_success` timestamp(6) NULL DEFAULT NULL,
  `last_failure` timestamp(6) NULL DEFAULT NULL,
  `consecutive_failures` int(11) DEFAULT NULL,
  `last_heartbeat` timestamp(6) NULL DEFAULT NULL,
  `version` bigint(20) NOT NULL,
  `priority` smallint(6) DEFAULT NULL,
  PRIMARY KEY (`task_name`,`task_instance`),
  KEY `execution_time_idx` (`execution_time`),
  KEY `last_heartbeat_idx` (`last_heartbeat`),
  KEY `priority_execution_time_idx` (`priority` DESC,`execution_time`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

