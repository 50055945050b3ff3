CREATE TABLE `chat_alert` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '什么事：FIRE 火情、GAS 燃气、MEDICAL 急病受伤、SELF_HARM 轻生、VIOLENCE 被侵害、TRAPPED 被困、HAZARD 险情',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 没人接、TAKEN 有人接了、CLOSED 已处理',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '从哪里说的',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁（盲索引），注销后清空',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，未登录为空，注销后清空',
  `community_id` bigint(20) DEFAULT NULL COMMENT '所在社区，不知道为空',
  `cell_id` bigint(20) DEFAULT NULL COMMENT '所在的最小网格，不知道为空',
  `text` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '说了什么（加密），注销后清空',
  `position` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '本人发来的位置（加密），没发为空',
  `messages` int(11) NOT NULL COMMENT '同一件事说了几次',
  `raised_at` datetime(3) NOT NULL COMMENT '发出时间（UTC）',
  `rounds` int(11) NOT NULL COMMENT '已通知几轮',
  `next_call_at` datetime(3) NOT NULL COMMENT '没人接时何时再通知（UTC）',
  `taken_by` bigint(20) DEFAULT NULL COMMENT '谁接的（工作人员）',
  `taken_at` datetime(3) DEFAULT NULL COMMENT '接的时间（UTC）',
  `closed_at` datetime(3) DEFAULT NULL COMMENT '处理完的时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_alert_person` (`person`,`kind`,`raised_at`),
  KEY `chat_alert_due` (`status`,`next_call_at`),
  KEY `chat_alert_community` (`community_id`,`id`),
  KEY `chat_alert_resident` (`resident_id`),
  CONSTRAINT `chat_alert_status` CHECK (`status` in ('OPEN','TAKEN','CLOSED')),
  CONSTRAINT `chat_alert_messages` CHECK (`messages` >= 1),
  CONSTRAINT `chat_alert_rounds` CHECK (`rounds` >= 0),
  CONSTRAINT `chat_alert_taken` CHECK (`status` = 'OPEN' or `taken_by` is not null),
  CONSTRAINT `chat_alert_closed` CHECK (`status` = 'CLOSED' = (`closed_at` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民在对话里求助，要有人马上接';

CREATE TABLE `chat_alert_call` (
  `alert_id` bigint(20) NOT NULL COMMENT '求助',
  `round` int(11) NOT NULL COMMENT '第几轮',
  `staff_id` bigint(20) NOT NULL COMMENT '通知谁',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '其居民账号，空为没有关联，只能在后台看到',
  `duty` tinyint(1) NOT NULL COMMENT '是否值班人员',
  `called_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`alert_id`,`round`,`staff_id`),
  CONSTRAINT `chat_alert_call_round` CHECK (`round` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='求助通知过谁';

CREATE TABLE `chat_alert_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `alert_id` bigint(20) NOT NULL COMMENT '求助',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '从什么状态，空为新的',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '到什么状态',
  `actor` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `note` varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '说明（加密）',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_alert_move_alert` (`alert_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='求助的每一步';

CREATE TABLE `chat_canned` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `title` varchar(40) NOT NULL COMMENT '名称',
  `text` varchar(600) NOT NULL COMMENT '内容',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_canned_title` (`community_id`,`title`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='常用回复';

CREATE TABLE `chat_conversation` (
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  `awaiting` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '等对方说什么：NOTHING 不等、FEEDBACK 投诉建议的内容',
  `guides` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '刚才给出的指南编号，按顺序以逗号分开，回复序号即可选',
  `expires_at` datetime(3) NOT NULL COMMENT '此后不再记得（UTC）',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '最近说到的指南',
  `version_id` bigint(20) DEFAULT NULL COMMENT '情形问答依据的版本',
  `path` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '情形问答已选的选项序号，以点分开',
  `misses` int(11) NOT NULL DEFAULT 0 COMMENT '连续没能回答几次',
  `alert_id` bigint(20) DEFAULT NULL COMMENT '刚刚发出的求助，十分钟内发来的位置属于它',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，未登录为空',
  `last_line` bigint(20) NOT NULL DEFAULT 0 COMMENT '最后一句话的次序号，只增不减',
  `touched_at` datetime(3) NOT NULL DEFAULT '2026-01-01 00:00:00.000' COMMENT '最近一次说话（UTC），三十天后删除',
  PRIMARY KEY (`person`),
  KEY `chat_conversation_expires` (`expires_at`),
  KEY `chat_conversation_touched` (`touched_at`),
  KEY `chat_conversation_resident` (`resident_id`),
  CONSTRAINT `chat_conversation_line` CHECK (`last_line` >= 0),
  CONSTRAINT `chat_conversation_misses` CHECK (`misses` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='机器人记得的上一句话，十分钟后忘记';

CREATE TABLE `chat_delivery` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `handover_id` bigint(20) NOT NULL COMMENT '转人工',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '发给谁（盲索引）',
  `place` bigint(20) NOT NULL COMMENT '哪一句话',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 待发、SENDING 发送中、SENT 已发、HELD 等对方再来、REFUSED 没发成、UNKNOWN 不知是否送达（不重发）',
  `attempts` int(11) NOT NULL COMMENT '试过几次',
  `handed_over` int(11) NOT NULL COMMENT '可能已送达的次数，至多一次',
  `code` int(11) DEFAULT NULL COMMENT '微信返回码',
  `due_at` datetime(3) NOT NULL COMMENT '何时起可发（UTC）',
  `changed_at` datetime(3) NOT NULL COMMENT '状态变更时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_delivery_once` (`person`,`place`),
  KEY `chat_delivery_due` (`status`,`due_at`),
  CONSTRAINT `chat_delivery_status` CHECK (`status` in ('WAITING','SENDING','SENT','HELD','REFUSED','UNKNOWN')),
  CONSTRAINT `chat_delivery_place` CHECK (`place` >= 0),
  CONSTRAINT `chat_delivery_code` CHECK (`code` is null or `code` > -100000),
  CONSTRAINT `chat_delivery_attempts` CHECK (`attempts` >= 0),
  CONSTRAINT `chat_delivery_at_most_once` CHECK (`handed_over` between 0 and 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='要用客服消息发给本人的话，至多发一次';

CREATE TABLE `chat_duty` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `cell_id` bigint(20) NOT NULL COMMENT '值哪一片的班：社区、网格或微网格',
  `staff_id` bigint(20) NOT NULL COMMENT '谁值班',
  `starts_at` datetime(3) NOT NULL COMMENT '从何时（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '到何时（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_duty_once` (`cell_id`,`staff_id`,`starts_at`),
  KEY `chat_duty_ends` (`ends_at`),
  KEY `chat_duty_community` (`community_id`,`id`),
  CONSTRAINT `chat_duty_order` CHECK (`ends_at` > `starts_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='值班表：求助先通知值班的人';

CREATE TABLE `chat_handover` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '从哪里问的',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁（盲索引），注销后清空',
  `open_person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '没结束时同 person，结束后为空：一人同时只有一个',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，未登录为空，注销后清空',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '用客服消息回复到哪里（加密），空为在小程序里取',
  `community_id` bigint(20) DEFAULT NULL COMMENT '所在社区，不知道为空',
  `reason` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '原因：ASKED 要求人工、MISSES 连续没答上',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 排队、TALKING 对话中、MESSAGE 留言、CLOSED 已结束',
  `staff_id` bigint(20) DEFAULT NULL COMMENT '谁在接待',
  `opened_at` datetime(3) NOT NULL COMMENT '开始时间（UTC）',
  `taken_at` datetime(3) DEFAULT NULL COMMENT '最近一次接待开始（UTC）',
  `person_at` datetime(3) NOT NULL COMMENT '本人最近一次说话（UTC）',
  `staff_at` datetime(3) DEFAULT NULL COMMENT '工作人员最近一次说话（UTC）',
  `told_at` datetime(3) DEFAULT NULL COMMENT '排队太久时告诉过本人（UTC）',
  `closed_at` datetime(3) DEFAULT NULL COMMENT '结束时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_handover_open` (`open_person`),
  KEY `chat_handover_person` (`person`,`id`),
  KEY `chat_handover_status` (`status`,`id`),
  KEY `chat_handover_community` (`community_id`,`id`),
  KEY `chat_handover_resident` (`resident_id`),
  CONSTRAINT `chat_handover_status` CHECK (`status` in ('WAITING','TALKING','MESSAGE','CLOSED')),
  CONSTRAINT `chat_handover_closed` CHECK (`status` = 'CLOSED' = (`closed_at` is not null)),
  CONSTRAINT `chat_handover_one` CHECK (`status` <> 'CLOSED' or `open_person` is null),
  CONSTRAINT `chat_handover_taken` CHECK (`status` <> 'TALKING' or `staff_id` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='转人工：一次排队、对话或留言';

CREATE TABLE `chat_handover_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `handover_id` bigint(20) NOT NULL COMMENT '转人工',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '从什么状态，空为新的',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '到什么状态',
  `actor` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `why` varchar(60) NOT NULL COMMENT '为什么',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_handover_move_handover` (`handover_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='转人工的每一步';

CREATE TABLE `chat_line` (
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁的对话（盲索引）',
  `place` bigint(20) NOT NULL COMMENT '次序号，同一人的对话按它排列',
  `author` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁说的：PERSON 本人、BOT 机器人、STAFF 工作人员、SYSTEM 系统提示',
  `staff_id` bigint(20) DEFAULT NULL COMMENT '哪位工作人员说的',
  `text` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '说了什么（加密）',
  `said_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`person`,`place`),
  KEY `chat_line_said` (`said_at`),
  CONSTRAINT `chat_line_place` CHECK (`place` >= 0),
  CONSTRAINT `chat_line_author` CHECK (`author` in ('PERSON','BOT','STAFF','SYSTEM')),
  CONSTRAINT `chat_line_staff` CHECK (`author` = 'STAFF' = (`staff_id` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='对话里的每一句话，三十天后删除';

CREATE TABLE `chat_miss` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '从哪里问的',
  `community_id` bigint(20) DEFAULT NULL COMMENT '提问者所在社区，未登录为空',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁问的（盲索引）',
  `question` varchar(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问了什么（已去除证件号和电话，加密）',
  `question_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问题的盲索引，同样的问题相同',
  `reason` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '原因：NOTHING 没有找到、UNSURE 只有相近的',
  `asked_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_miss_question` (`question_index`,`id`),
  KEY `chat_miss_community` (`community_id`,`id`),
  KEY `chat_miss_person` (`person`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='机器人没能回答的问题，供社区补充指南';

CREATE TABLE `chat_switch` (
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  `off_since` datetime(3) DEFAULT NULL COMMENT '何时关的（UTC），空为开着',
  `changed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  `changed_at` datetime(3) NOT NULL COMMENT '何时改的（UTC）',
  PRIMARY KEY (`app`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='机器人的开关，按渠道';

