CREATE TABLE `chat_conversation` (
  `person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  `awaiting` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '等对方说什么：NOTHING 不等、FEEDBACK 投诉建议的内容',
  `guides` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '刚才给出的指南编号，按顺序以逗号分开，回复序号即可选',
  `expires_at` datetime(3) NOT NULL COMMENT '此后不再记得（UTC）',
  PRIMARY KEY (`person`),
  KEY `chat_conversation_expires` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='机器人记得的上一句话，十分钟后忘记';

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

