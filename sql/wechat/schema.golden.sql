CREATE TABLE `wechat_greeting` (
  `id` tinyint(4) NOT NULL COMMENT '只有 1',
  `content` varchar(600) NOT NULL COMMENT '有人关注时说的话',
  `changed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  `changed_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  CONSTRAINT `wechat_greeting_single` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='关注时的问候语，没有这一行用程序自带的';

CREATE TABLE `wechat_inbound` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪个账号：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  `dedupe_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '去重键：MsgId，或发送者、时间、事件、键值的摘要',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：TEXT 文字、FOLLOW 关注、MENU_CLICK 菜单等',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：RECEIVED、SILENT、ANSWERED、REPLIED、SENDING、SENT、REFUSED、UNKNOWN',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发送者（加密），注销后清空',
  `openid_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发送者的盲索引，注销后清空',
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '来信文字（加密）',
  `message_key` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '菜单键或二维码场景值',
  `answer` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '答复（加密）',
  `attempts` int(11) NOT NULL COMMENT '客服消息已试几次',
  `handed_over` int(11) NOT NULL COMMENT '客服消息可能已送达的次数，至多一次',
  `outcome_code` int(11) DEFAULT NULL COMMENT '微信返回码',
  `said_at` datetime(3) NOT NULL COMMENT '来信时间（微信时钟，UTC）',
  `received_at` datetime(3) NOT NULL COMMENT '收到时间（UTC）',
  `changed_at` datetime(3) NOT NULL COMMENT '状态变更时间（UTC）',
  `next_at` datetime(3) NOT NULL COMMENT '此后可由定时任务接手（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `wechat_inbound_dedupe` (`app`,`dedupe_key`),
  KEY `wechat_inbound_next` (`status`,`next_at`),
  KEY `wechat_inbound_openid` (`openid_index`),
  KEY `wechat_inbound_received` (`received_at`),
  KEY `wechat_inbound_last` (`app`,`received_at`),
  CONSTRAINT `wechat_inbound_attempts` CHECK (`attempts` >= 0),
  CONSTRAINT `wechat_inbound_once` CHECK (`handed_over` between 0 and 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='微信推送来的消息与事件，每条只处理一次、至多答复一次，三十天后删除';

CREATE TABLE `wechat_menu` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '菜单内容的摘要',
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '菜单内容（JSON）',
  `publisher` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁发布的',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果：REQUESTED 已提交、PUBLISHING 发布中、PUBLISHED 微信已接受、REFUSED 微信未接受、UNKNOWN 不知道',
  `outcome_code` int(11) DEFAULT NULL COMMENT '微信返回码',
  `published_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  CONSTRAINT `wechat_menu_status` CHECK (`status` in ('REQUESTED','PUBLISHING','PUBLISHED','REFUSED','UNKNOWN'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='公众号菜单的每一次发布';

CREATE TABLE `wechat_scene` (
  `scene` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '场景值，如 point-12、cell-34',
  `ticket` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '永久二维码的票据，用来取图；空为还没有取到',
  `address` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '二维码里的网址；空为还没有取到',
  `title` varchar(120) NOT NULL COMMENT '印在码下面的名称',
  `cell_id` bigint(20) NOT NULL COMMENT '属于哪个组织',
  `made_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁要的',
  `made_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`scene`),
  KEY `wechat_scene_waiting` (`ticket`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='公众号的永久二维码，每个场景一张，最多十万张';

