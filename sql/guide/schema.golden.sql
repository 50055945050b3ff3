CREATE TABLE `guide_alias` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `words` varchar(100) NOT NULL COMMENT '居民的说法',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_alias_position` (`version_id`,`position`),
  CONSTRAINT `guide_alias_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_alias_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民对这件事的说法，供搜索';

CREATE TABLE `guide_document` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `name` varchar(200) NOT NULL COMMENT '材料名称',
  `form` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '原件或复印件：ORIGINAL、COPY、ORIGINAL_AND_COPY、ORIGINAL_OR_COPY',
  `copies` int(11) NOT NULL COMMENT '份数',
  `necessity` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '必要性：REQUIRED 必要、IF_APPLICABLE 视情况、LATER 容缺后补',
  `note` varchar(300) NOT NULL COMMENT '说明',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_document_position` (`version_id`,`position`),
  CONSTRAINT `guide_document_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_document_position_counts` CHECK (`position` > 0),
  CONSTRAINT `guide_document_copies` CHECK (`copies` between 1 and 99)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的申请材料';

CREATE TABLE `guide_item` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '事项编码，全库唯一',
  `name` varchar(100) NOT NULL COMMENT '事项名称（日常用语）',
  `cell_id` bigint(20) NOT NULL COMMENT '适用范围：全区、街道或社区',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  `revision` bigint(20) NOT NULL COMMENT '最近一次发布或停用时的全库修订号',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_item_code` (`code`),
  KEY `guide_item_cell` (`cell_id`,`id`),
  KEY `guide_item_revision` (`revision`),
  CONSTRAINT `guide_item_revision_counts` CHECK (`revision` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='事项：居民要办的一件事';

CREATE TABLE `guide_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，新建时为空',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态；草稿保存记作 DRAFT 到 DRAFT',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(300) NOT NULL COMMENT '原因',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `guide_move_version` (`version_id`,`id`),
  CONSTRAINT `guide_move_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='指南版本的每次保存、发布、停用，只增不改';

CREATE TABLE `guide_revision` (
  `id` int(11) NOT NULL COMMENT '恒为 1',
  `number` bigint(20) NOT NULL COMMENT '全库修订号，每次发布或停用加 1',
  `rebuild` bigint(20) NOT NULL COMMENT '重建次数，加 1 则各节点重建搜索',
  PRIMARY KEY (`id`),
  CONSTRAINT `guide_revision_single` CHECK (`id` = 1),
  CONSTRAINT `guide_revision_counts` CHECK (`number` >= 0 and `rebuild` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='各节点据此跟上指南的变化';

CREATE TABLE `guide_step` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `content` varchar(500) NOT NULL COMMENT '这一步做什么',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_step_position` (`version_id`,`position`),
  CONSTRAINT `guide_step_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_step_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的办理流程';

CREATE TABLE `guide_version` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `number` int(11) NOT NULL COMMENT '版本号，从 1 起',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、PUBLISHED 已发布、SUPERSEDED 已被新版取代、SUSPENDED 已停用',
  `slot` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin GENERATED ALWAYS AS (case `status` when 'DRAFT' then 'DRAFT' when 'PUBLISHED' then 'LIVE' when 'SUSPENDED' then 'LIVE' else NULL end) STORED COMMENT '占位：每个事项至多一个草稿、一个现行版本',
  `edits` int(11) NOT NULL COMMENT '草稿保存次数，用来发现两人同时修改',
  `title` varchar(100) NOT NULL COMMENT '标题',
  `topic` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '主题',
  `audience` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '服务对象',
  `summary` varchar(1000) NOT NULL COMMENT '一段话说明',
  `eligibility` varchar(2000) NOT NULL COMMENT '受理条件',
  `handling_body` varchar(100) NOT NULL COMMENT '实施主体',
  `place` varchar(300) NOT NULL COMMENT '办理地点',
  `hours` varchar(200) NOT NULL COMMENT '办理时间',
  `phone` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '咨询电话',
  `online_url` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '网上办理地址，空为没有',
  `fee` varchar(300) NOT NULL COMMENT '收费',
  `statutory_limit` varchar(100) NOT NULL COMMENT '法定办结时限',
  `promised_limit` varchar(100) NOT NULL COMMENT '承诺办结时限',
  `legal_basis` varchar(1000) DEFAULT NULL COMMENT '设定依据，没有把握时留空',
  `effective_from` date NOT NULL COMMENT '生效日期',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '最后修改人',
  `publisher` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发布人',
  `published_at` datetime(3) DEFAULT NULL COMMENT '发布时间（UTC）',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发布时全文的 SHA-256，防篡改',
  `successor_id` bigint(20) DEFAULT NULL COMMENT '取代它的版本',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_version_number` (`item_id`,`number`),
  UNIQUE KEY `guide_version_slot` (`item_id`,`slot`),
  KEY `guide_version_status` (`status`,`item_id`),
  KEY `guide_version_successor` (`successor_id`),
  CONSTRAINT `guide_version_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_version_successor` FOREIGN KEY (`successor_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_version_number_counts` CHECK (`number` > 0),
  CONSTRAINT `guide_version_edits_count` CHECK (`edits` > 0),
  CONSTRAINT `guide_version_published` CHECK (`status` = 'DRAFT' or `publisher` is not null and `published_at` is not null and `digest` is not null),
  CONSTRAINT `guide_version_succeeded` CHECK (`status` = 'SUPERSEDED' = (`successor_id` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的各个版本，发布后内容不再改动';

