CREATE TABLE `chat_alert` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '什么事：FIRE 火情、GAS 燃气、MEDICAL 急病受伤、SELF_HARM 轻生、VIOLENCE 被侵害、TRAPPED 被困、HAZARD 险情',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 没人接、TAKEN 有人接了、CLOSED 已处理',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '从哪里说的',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁（盲索引），注销后清空',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，未登录为空，注销后清空',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '用客服消息告诉本人有人接了（加密），空为不从公众号来',
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
  `heard_at` datetime(3) NOT NULL COMMENT '本人最近一次为这件事说话（UTC），四十八小时内可发客服消息',
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

CREATE TABLE `chat_ask` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `group_id` bigint(20) NOT NULL COMMENT '问的是哪一组',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引；绑定过的按居民算，两个渠道是同一人）',
  `asker_id` bigint(20) NOT NULL COMMENT '怎样告诉他',
  `community_id` bigint(20) NOT NULL COMMENT '第一次问时所在社区，0 为不知道',
  `times` int(11) NOT NULL COMMENT '问过几次',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：NONE 不等、WAITING 等答复、DUE 待告知、SENDING 发送中、SENT 已发客服消息、UNKNOWN 不知是否送达（不重发）、INBOX 已放进小程序通知、LATER 下次来时告知、TOLD 来时已告知、UNREACHABLE 找不到人、DISMISSED 不处理',
  `round` int(11) NOT NULL COMMENT '第几次等答复',
  `mending_id` bigint(20) DEFAULT NULL COMMENT '用哪一次处理的结果告诉他',
  `attempts` int(11) NOT NULL COMMENT '客服消息试过几次',
  `outcome_code` int(11) DEFAULT NULL COMMENT '微信返回码',
  `last_at` datetime(3) NOT NULL COMMENT '最近一次问的时间（UTC）',
  `changed_at` datetime(3) NOT NULL COMMENT '状态变更时间（UTC）',
  `next_at` datetime(3) NOT NULL COMMENT '何时起可发（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_ask_once` (`group_id`,`person`),
  KEY `chat_ask_due` (`status`,`next_at`),
  KEY `chat_ask_person` (`person`,`status`),
  KEY `chat_ask_asker` (`asker_id`),
  CONSTRAINT `chat_ask_group_exists` FOREIGN KEY (`group_id`) REFERENCES `chat_group` (`id`) ON DELETE CASCADE,
  CONSTRAINT `chat_ask_times` CHECK (`times` >= 1),
  CONSTRAINT `chat_ask_round` CHECK (`round` >= 0),
  CONSTRAINT `chat_ask_attempts` CHECK (`attempts` between 0 and 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='谁问过哪一组问题，答上以后每人只告诉一次';

CREATE TABLE `chat_asker` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '最近从哪里来：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '公众号 openid（加密），用来告知答复；只在小程序问过的为空',
  `account` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'openid 的盲索引，撤回授权时据此清空',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，未登录过为空',
  `community_id` bigint(20) NOT NULL COMMENT '所在社区，0 为不知道',
  `written_at` datetime(3) NOT NULL COMMENT '最近一次提问的时间（UTC）',
  `account_at` datetime(3) DEFAULT NULL COMMENT '最近一次给公众号发消息的时间（UTC），四十八小时内可发客服消息；没有发过为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_asker_person` (`person`),
  KEY `chat_asker_account` (`account`),
  KEY `chat_asker_written` (`written_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='问过问题的人：怎样告诉他有了答复';

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

CREATE TABLE `chat_day` (
  `day` date NOT NULL COMMENT '哪天（北京时间）',
  `community_id` bigint(20) NOT NULL COMMENT '社区，0 为不知道',
  `channel` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果',
  `asked` int(11) NOT NULL COMMENT '多少个问题',
  `chosen` int(11) NOT NULL COMMENT '其中选了或点开了指南的',
  PRIMARY KEY (`day`,`community_id`,`channel`,`outcome`),
  CONSTRAINT `chat_day_asked` CHECK (`asked` >= 0),
  CONSTRAINT `chat_day_chosen` CHECK (`chosen` between 0 and `asked`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每天的问题数，由定时任务汇总，可重算';

CREATE TABLE `chat_day_group` (
  `day` date NOT NULL COMMENT '哪天（北京时间）',
  `community_id` bigint(20) NOT NULL COMMENT '社区，0 为不知道',
  `group_id` bigint(20) NOT NULL COMMENT '哪一组问题',
  `asked` int(11) NOT NULL COMMENT '问了几次',
  `missed` int(11) NOT NULL COMMENT '其中没答上几次',
  `chosen` int(11) NOT NULL COMMENT '其中选了或点开了指南几次',
  PRIMARY KEY (`day`,`community_id`,`group_id`),
  CONSTRAINT `chat_day_group_asked` CHECK (`asked` >= 0),
  CONSTRAINT `chat_day_group_missed` CHECK (`missed` between 0 and `asked`),
  CONSTRAINT `chat_day_group_chosen` CHECK (`chosen` between 0 and `asked`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每天每组问题问了几次，由定时任务汇总，可重算';

CREATE TABLE `chat_day_guide` (
  `day` date NOT NULL COMMENT '哪天（北京时间）',
  `guide_id` bigint(20) NOT NULL COMMENT '指南',
  `asked` int(11) NOT NULL COMMENT '用它答了几次，含选中和点开',
  PRIMARY KEY (`day`,`guide_id`),
  CONSTRAINT `chat_day_guide_asked` CHECK (`asked` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每天每份指南被问到几次，由定时任务汇总，可重算';

CREATE TABLE `chat_delivery` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `about` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '为什么事说的：HANDOVER 转人工、ALERT 求助',
  `about_id` bigint(20) NOT NULL COMMENT '转人工或求助的编号，地址在那里',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '发给谁（盲索引）',
  `place` bigint(20) NOT NULL COMMENT '哪一句话',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 待发、SENDING 发送中、SENT 已发、HELD 等对方再来、REFUSED 没发成、UNKNOWN 不知是否送达（不重发）',
  `attempts` int(11) NOT NULL COMMENT '试过几次',
  `handed_over` int(11) NOT NULL COMMENT '可能已送达的次数，至多一次',
  `heard_at` datetime(3) NOT NULL COMMENT '本人最近一次来公众号（UTC），四十八小时内可发客服消息',
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
  CONSTRAINT `chat_delivery_at_most_once` CHECK (`handed_over` between 0 and 1),
  CONSTRAINT `chat_delivery_about` CHECK (`about` in ('HANDOVER','ALERT'))
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

CREATE TABLE `chat_duty_week` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `cell_id` bigint(20) NOT NULL COMMENT '值哪一片的班：社区、网格或微网格',
  `staff_id` bigint(20) NOT NULL COMMENT '谁值班',
  `days` int(11) NOT NULL COMMENT '星期几开始：周一 1、周二 2、周三 4、周四 8、周五 16、周六 32、周日 64 之和',
  `starts_minute` int(11) NOT NULL COMMENT '几点开始，从零点数的分钟（北京时间）',
  `minutes` int(11) NOT NULL COMMENT '值多久，分钟，可以过零点',
  PRIMARY KEY (`id`),
  UNIQUE KEY `chat_duty_week_once` (`cell_id`,`staff_id`,`days`,`starts_minute`),
  KEY `chat_duty_week_community` (`community_id`,`id`),
  CONSTRAINT `chat_duty_week_days` CHECK (`days` between 1 and 127),
  CONSTRAINT `chat_duty_week_start` CHECK (`starts_minute` between 0 and 1439),
  CONSTRAINT `chat_duty_week_length` CHECK (`minutes` between 1 and 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每周固定的值班；同一片有单次排班时以单次为准';

CREATE TABLE `chat_form` (
  `form` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问题去掉客套话后的样子（盲索引），词序不同也相同',
  `group_id` bigint(20) NOT NULL COMMENT '属于哪一组',
  PRIMARY KEY (`form`),
  KEY `chat_form_group` (`group_id`),
  CONSTRAINT `chat_form_group_exists` FOREIGN KEY (`group_id`) REFERENCES `chat_group` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='同样意思的问题各种问法归到哪一组';

CREATE TABLE `chat_group` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `sample` varchar(3000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '组里的第一个问题（加密），新问题与它比较',
  `made_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='相似的问题为一组';

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

CREATE TABLE `chat_mending` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `group_id` bigint(20) DEFAULT NULL COMMENT '为哪一组问题，固定答复改版时可为空',
  `cell_id` bigint(20) NOT NULL COMMENT '对哪个组织以下有效：区、街道或社区',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '怎样答：ALIAS 给指南加居民的叫法、FAQ 给指南加问答、SYNONYM 加同义词、STANDING 固定答复',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PROPOSED 待审核、LIVE 已生效、RETURNED 退回、WITHDRAWN 撤下、SUPERSEDED 被新版取代',
  `number` int(11) NOT NULL COMMENT '第几版（固定答复），其他为 1',
  `edits` int(11) NOT NULL COMMENT '保存过几次，审核的人看到的是哪一次',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '哪份指南（ALIAS、FAQ）',
  `draft_version_id` bigint(20) DEFAULT NULL COMMENT '写进了指南的哪个草稿版本',
  `question` varchar(200) NOT NULL COMMENT '问答的问题，或固定答复的标题',
  `words` varchar(2000) NOT NULL COMMENT '叫法、同义词或其他问法，每行一个',
  `answer` varchar(2000) NOT NULL COMMENT '问答或固定答复的内容',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁写的',
  `reviewer` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁审核发布的',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '审核通过时全文的摘要',
  `replay_job_id` bigint(20) DEFAULT NULL COMMENT '重放任务',
  `replayed_edits` int(11) NOT NULL COMMENT '重放的是哪一次保存，0 为没有重放',
  `replayed_digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '重放的内容的摘要，与现在的内容不同就要再重放',
  `replayed_at` datetime(3) DEFAULT NULL COMMENT '重放做完的时间（UTC）',
  `replayed` int(11) NOT NULL COMMENT '重放了多少个问题',
  `mended` int(11) NOT NULL COMMENT '现在能答上的',
  `changed` int(11) NOT NULL COMMENT '原来答得上、现在答案会变的',
  `proposed_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `live_at` datetime(3) DEFAULT NULL COMMENT '生效时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_mending_group` (`group_id`,`id`),
  KEY `chat_mending_status` (`status`,`kind`,`id`),
  KEY `chat_mending_guide` (`guide_id`,`status`),
  KEY `chat_mending_cell` (`cell_id`,`status`,`id`),
  CONSTRAINT `chat_mending_versions` CHECK (`number` >= 1 and `edits` >= 1),
  CONSTRAINT `chat_mending_replay` CHECK (`replayed_edits` between 0 and `edits` and `replayed` >= 0 and `mended` >= 0 and `changed` >= 0),
  CONSTRAINT `chat_mending_four_eyes` CHECK (`reviewer` is null or `reviewer` <> `author`),
  CONSTRAINT `chat_mending_live` CHECK (`status` <> 'LIVE' or `reviewer` is not null and `live_at` is not null),
  CONSTRAINT `chat_mending_cleared` CHECK (`status` <> 'CLEARED' or `reviewer` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员怎样把没答上的问题答上';

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

CREATE TABLE `chat_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `mending_id` bigint(20) NOT NULL COMMENT '哪一次处理',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原来的状态，新建为空',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '后来的状态',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '为什么',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_move_mending` (`mending_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='处理的每一步';

CREATE TABLE `chat_place` (
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  `scene` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '扫的是哪张二维码',
  `cell_id` bigint(20) NOT NULL COMMENT '所在组织：楼栋、微网格或服务点所属的组织',
  `point_id` bigint(20) DEFAULT NULL COMMENT '服务点，扫楼栋码为空',
  `scanned_at` datetime(3) NOT NULL COMMENT '扫码时间（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '此后不再记得（UTC）',
  PRIMARY KEY (`person`),
  KEY `chat_place_expires` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='刚扫过哪里的二维码，几小时后忘记';

CREATE TABLE `chat_question` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `channel` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序对话、SEARCH 小程序搜索',
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁问的（盲索引；绑定过的按居民算）',
  `conversation` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '在哪个对话里问的（盲索引）',
  `community_id` bigint(20) NOT NULL COMMENT '提问者所在社区，0 为不知道',
  `cell_id` bigint(20) DEFAULT NULL COMMENT '扫码得知的所在组织，没有扫码为空',
  `question` varchar(3000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问了什么（已去除证件号、电话、银行卡号、门牌号，加密）',
  `question_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问题的盲索引，同样的问题相同',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果：GUIDE 指南答复、STANDING 固定答复、CHOICES 让人选、MISS 不知道、CHOSEN 选了一项、ACCOUNT、TALK、FEEDBACK、EMERGENCY 等',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '答复所依据的指南',
  `version_id` bigint(20) DEFAULT NULL COMMENT '答复所依据的指南版本',
  `standing_id` bigint(20) DEFAULT NULL COMMENT '答复所依据的固定答复（每版一个编号）',
  `chosen_guide_id` bigint(20) DEFAULT NULL COMMENT '后来选了或点开了哪份指南',
  `chosen_at` datetime(3) DEFAULT NULL COMMENT '选或点开的时间（UTC）',
  `group_id` bigint(20) DEFAULT NULL COMMENT '归入哪一组相似问题；0 为等待归组，空为不归组',
  `asked_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `chat_question_group` (`group_id`,`id`),
  KEY `chat_question_person` (`person`,`id`),
  KEY `chat_question_asked` (`asked_at`),
  KEY `chat_question_community` (`community_id`,`id`),
  CONSTRAINT `chat_question_chosen` CHECK (`chosen_guide_id` is null = (`chosen_at` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每一个问题和它的结果，一年后删除';

CREATE TABLE `chat_replay` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `mending_id` bigint(20) NOT NULL COMMENT '哪一次处理',
  `effect` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '效果：MENDED 现在答得上、CHANGED 答案会变、LOST 反而答不上',
  `question` varchar(3000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '问题（加密）',
  `community_id` bigint(20) NOT NULL COMMENT '最近一次是哪个社区的居民问的，0 为不知道',
  `times` int(11) NOT NULL COMMENT '三十天里问过几次',
  `before_title` varchar(200) NOT NULL COMMENT '原来答什么，空为没答上',
  `after_title` varchar(200) NOT NULL COMMENT '现在答什么，空为答不上',
  PRIMARY KEY (`id`),
  KEY `chat_replay_mending` (`mending_id`,`effect`,`times`),
  CONSTRAINT `chat_replay_times` CHECK (`times` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='重放最近三十天的问题，哪些的答案会变';

CREATE TABLE `chat_share` (
  `group_id` bigint(20) NOT NULL COMMENT '哪一组',
  `community_id` bigint(20) NOT NULL COMMENT '哪个社区的居民问的，0 为不知道',
  `asked` int(11) NOT NULL COMMENT '问过几次',
  `missed` int(11) NOT NULL COMMENT '其中没答上几次',
  `people` int(11) NOT NULL COMMENT '多少人问过',
  `waiting` int(11) NOT NULL COMMENT '多少人在等答复',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：NONE 没有未答的、OPEN 待处理、MENDING 处理中、ANSWERED 已答复、DISMISSED 不处理',
  `mending_id` bigint(20) DEFAULT NULL COMMENT '由哪一次处理负责',
  `reason` varchar(200) NOT NULL COMMENT '不处理的理由，没有为空字',
  `first_at` datetime(3) NOT NULL COMMENT '第一次问的时间（UTC）',
  `last_at` datetime(3) NOT NULL COMMENT '最近一次问的时间（UTC）',
  PRIMARY KEY (`group_id`,`community_id`),
  KEY `chat_share_work` (`community_id`,`status`,`waiting`),
  KEY `chat_share_mending` (`mending_id`),
  CONSTRAINT `chat_share_group_exists` FOREIGN KEY (`group_id`) REFERENCES `chat_group` (`id`) ON DELETE CASCADE,
  CONSTRAINT `chat_share_asked` CHECK (`asked` >= 0),
  CONSTRAINT `chat_share_missed` CHECK (`missed` between 0 and `asked`),
  CONSTRAINT `chat_share_people` CHECK (`people` >= 0),
  CONSTRAINT `chat_share_waiting` CHECK (`waiting` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='一组问题在一个社区的情况：没答上的就是待办';

CREATE TABLE `chat_switch` (
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  `off_since` datetime(3) DEFAULT NULL COMMENT '何时关的（UTC），空为开着',
  `changed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  `changed_at` datetime(3) NOT NULL COMMENT '何时改的（UTC）',
  PRIMARY KEY (`app`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='机器人的开关，按渠道';

