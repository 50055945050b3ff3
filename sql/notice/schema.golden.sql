CREATE TABLE `notice_consent` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `template_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '订阅消息模板',
  `result` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '居民的选择：ACCEPT 允许、REJECT 拒绝、BAN 模板被封、FILTER 模板被滤',
  `given_at` datetime(3) NOT NULL COMMENT '选择时间（UTC）',
  `spent_on` bigint(20) DEFAULT NULL COMMENT '用在哪条通知上，空为未用；允许一次只能发一条',
  `spent_at` datetime(3) DEFAULT NULL COMMENT '使用时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `notice_consent_spent` (`spent_on`),
  KEY `notice_consent_unspent` (`resident_id`,`template_id`,`spent_on`,`id`),
  CONSTRAINT `notice_consent_result` CHECK (`result` in ('ACCEPT','REJECT','BAN','FILTER')),
  CONSTRAINT `notice_consent_accepted` CHECK (`spent_on` is null or `result` = 'ACCEPT'),
  CONSTRAINT `notice_consent_whole` CHECK (`spent_on` is null = (`spent_at` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='订阅消息的允许记录：允许一次，发一条';

CREATE TABLE `notice_delivery` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `notice_id` bigint(20) NOT NULL COMMENT '通知',
  `channel` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：SUBSCRIPTION 小程序订阅消息',
  `attempt` int(11) NOT NULL COMMENT '第几次',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 待发、SENDING 发送中、SENT 已发、REFUSED 未发成、UNKNOWN 不知是否送达（不重发）',
  `code` int(11) DEFAULT NULL COMMENT '微信返回码，如 43101 为居民已不允许',
  `detail` varchar(200) DEFAULT NULL COMMENT '微信的说明，不含消息内容',
  `due_at` datetime(3) NOT NULL COMMENT '何时起可发（UTC）',
  `claimed_at` datetime(3) DEFAULT NULL COMMENT '开始发送时间（UTC）',
  `finished_at` datetime(3) DEFAULT NULL COMMENT '有结果的时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `notice_delivery_once` (`notice_id`,`channel`,`attempt`),
  KEY `notice_delivery_due` (`status`,`due_at`),
  CONSTRAINT `notice_delivery_notice_exists` FOREIGN KEY (`notice_id`) REFERENCES `notice_notice` (`id`) ON DELETE CASCADE,
  CONSTRAINT `notice_delivery_attempt` CHECK (`attempt` between 1 and 3),
  CONSTRAINT `notice_delivery_code` CHECK (`code` is null or `status` in ('SENT','REFUSED','UNKNOWN')),
  CONSTRAINT `notice_delivery_status` CHECK (`status` in ('WAITING','SENDING','SENT','REFUSED','UNKNOWN'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='通知的每一次发送及结果';

CREATE TABLE `notice_notice` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '告诉谁',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类，如 TASK_VERIFIED',
  `source` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '因何事，如 redemption:42；同一人同一事只告诉一次',
  `text` varchar(500) NOT NULL COMMENT '内容，不含姓名、电话等个人信息',
  `facts` varchar(2000) NOT NULL COMMENT '订阅消息各栏可用的内容（JSON），不含个人信息',
  `created_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `read_at` datetime(3) DEFAULT NULL COMMENT '已读时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `notice_notice_once` (`resident_id`,`source`),
  KEY `notice_notice_resident` (`resident_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='通知：小程序收件箱里的每一条';

